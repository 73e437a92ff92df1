package fr.pli.relay;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;

/** {@code ./pli relay}: starts a serveur intermédiaire. Its keys are in docs/vendor/relay.md. */
@EnableScheduling
@SpringBootApplication
@EnableConfigurationProperties(RelayProperties.class)
public class RelayApplication {

    /** Starts it with keys from the command line ({@code --pli.address=…}), the environment and the file {@code pli-relay.properties}. */
    public static void main(String[] arguments) {
        start(arguments);
    }

    /** The same, for whoever stops it. */
    static ConfigurableApplicationContext start(String... arguments) {
        SpringApplication application = new SpringApplication(RelayApplication.class);
        application.setDefaultProperties(Map.of("spring.config.name", "pli-relay")); // the operator's is another file
        return application.run(arguments);
    }
}
