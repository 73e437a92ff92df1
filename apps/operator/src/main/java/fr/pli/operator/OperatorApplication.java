package fr.pli.operator;

import java.io.IOException;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** {@code ./pli operator}: starts an operator, explains the liste blanche, or prints indicators. Its keys are in docs/operator/configuration.md. */
@SpringBootApplication
@EnableConfigurationProperties(OperatorProperties.class)
public class OperatorApplication {

    /** Starts it with keys from the command line ({@code --pli.host-name=…}), the environment and files. */
    @SuppressWarnings("SystemOut") // a command that talks to a person
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = List.of(arguments);
        switch (words.isEmpty() ? "" : words.getFirst()) {
            case "liste-blanche" -> System.exit(ListeBlancheCommand.run(words, System.out));
            case "indicators" ->
                System.exit(IndicatorsCommand.run(words.subList(1, words.size()), System.out, System.err));
            default -> SpringApplication.run(OperatorApplication.class, arguments);
        }
    }
}
