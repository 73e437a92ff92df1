package fr.pli.operator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** {@code ./pli operator}: starts an operator. Its keys are in docs/operator/configuration.md. */
@SpringBootApplication
@EnableConfigurationProperties(OperatorProperties.class)
public class OperatorApplication {

    /** Starts it with keys from the command line ({@code --pli.host-name=…}), the environment and files. */
    public static void main(String[] arguments) {
        SpringApplication.run(OperatorApplication.class, arguments);
    }
}
