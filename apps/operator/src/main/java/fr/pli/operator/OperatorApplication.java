package fr.pli.operator;

import java.io.IOException;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** {@code ./pli operator}: starts an operator, or explains the liste blanche. Its keys are in docs/operator/configuration.md. */
@SpringBootApplication
@EnableConfigurationProperties(OperatorProperties.class)
public class OperatorApplication {

    /** Starts it with keys from the command line ({@code --pli.host-name=…}), the environment and files. */
    @SuppressWarnings("SystemOut") // a command that talks to a person
    public static void main(String[] arguments) throws IOException {
        if (WhitelistCommand.isMeant(List.of(arguments))) {
            System.exit(WhitelistCommand.run(List.of(arguments), System.out));
        }
        SpringApplication.run(OperatorApplication.class, arguments);
    }
}
