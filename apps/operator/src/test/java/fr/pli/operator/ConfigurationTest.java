package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import fr.pli.igc.KeyKind;
import fr.pli.igc.TestIgc;
import fr.pli.psc.TokenValidator;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.TicketKeys;
import fr.pli.tls.TlsContext;
import fr.pli.wire.Connection;
import fr.pli.wire.Encryption;
import fr.pli.wire.Limits;
import fr.pli.wire.ListenerEvents;
import fr.pli.wire.Protocol;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A wrong key stops the start, and is named with what it takes. */
class ConfigurationTest {

    private static final Map<String, String> LEAST = Map.of(
            "pli.data-folder", "data",
            "pli.tls.certificate", "operator.pem",
            "pli.tls.key", "operator-key.pem",
            "pli.igc.anchors", "bundle.pem",
            "pli.psc.issuer", "https://auth.example.fr/auth/realms/esante-wallet",
            "pli.psc.client-id", "operator",
            "pli.psc.client-secret-file", "secret");
    private static final List<String> FILES = List.of(
            "pli.data-folder",
            "pli.tls.certificate",
            "pli.tls.key",
            "pli.igc.anchors",
            "pli.psc.client-secret-file",
            "pli.tls.password-file",
            "pli.psc.tls.password-file",
            "pli.psc.tls.anchors");

    @TempDir
    static Path folder;

    @BeforeAll
    static void files() throws IOException {
        try (TestIgc test = TestIgc.create(KeyKind.P_256)) {
            Files.move(test.write(folder).resolve("bundle.pem"), folder.resolve("test.pem"));
        }
        try (TestIgc igc = TestIgc.namedAsProduction(KeyKind.RSA_2048)) {
            igc.write(folder);
            igc.server("localhost").issue().write(folder, "operator");
            igc.server("localhost").issue().write(folder, "other");
        }
        Files.writeString(folder.resolve("secret"), "s3cret");
        Files.writeString(folder.resolve("empty"), "");
    }

    @Test
    void the_least_that_has_to_be_said_is_enough() {
        assertThat(failureOf()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/configuration/wrong-keys.csv", delimiter = '|', quoteCharacter = '\'')
    void a_wrong_value_is_named_with_what_the_key_takes(String wrong, String told) {
        assertThat(failureOf(wrong)).hasValueSatisfying(one -> assertThat(one).startsWith(told));
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThat(failureOf("pli.sasl.attempts=0", "pli.size.max-message=1"))
                .hasValueSatisfying(told ->
                        assertThat(told).hasLineCount(2).contains("pli.sasl.attempts: ", "pli.size.max-message: "));
    }

    @Test
    void a_port_that_is_taken_is_named() {
        int taken = House.only().door("persons.imap").getPort();
        assertThat(startOf("127.0.0.1", taken))
                .startsWith("pli.api.persons.imap-port: cannot listen on /127.0.0.1:" + taken);
    }

    @Test
    void an_address_that_nobody_knows_is_named() {
        assertThat(startOf("nowhere.invalid", 0))
                .isEqualTo(
                        "pli.api.persons.address: \"nowhere.invalid\" is not known; accepted: an address of this machine");
    }

    /** What a start says that failed; empty if it did not. Files are those of {@link #folder}, and told without it. */
    private static Optional<String> failureOf(String... changed) {
        Map<String, String> keys = new LinkedHashMap<>(LEAST);
        for (String one : changed) {
            keys.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
        }
        FILES.forEach(key -> keys.computeIfPresent(
                key, (name, file) -> file.isEmpty() ? "" : folder.resolve(file).toString()));
        List<String> told = new ArrayList<>();
        new ApplicationContextRunner()
                .withUserConfiguration(AllButTheStore.class)
                .withPropertyValues(keys.entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .toArray(String[]::new))
                .run(context -> {
                    Throwable failure = context.getStartupFailure();
                    if (failure != null) {
                        FailureAnalysis analysis = new WrongKeys().analyze(failure);
                        String text = analysis == null ? "told by nobody: " + failure : analysis.getDescription();
                        told.add(text.replace(folder + "/", ""));
                    }
                });
        return told.stream().findFirst();
    }

    private static String startOf(String address, int port) {
        Protocol silent = new Protocol() {
            @Override
            public void converse(Connection connection) {}

            @Override
            public String busy() {
                return "";
            }
        };
        TlsContext tls = House.only().tls("personsTls");
        Doors.Opening persons = new Doors.Opening(
                "persons.imap",
                "pli.api.persons.",
                "imap-port",
                address,
                port,
                new Encryption.StartTls(tls),
                Doors.Guests.USERS,
                silent);
        Doors doors = new Doors(List.of(persons), Limits.DEFAULTS, ListenerEvents.NONE);
        return String.valueOf(catchThrowable(doors::start).getMessage());
    }

    /** Everything that reads a key, but for the database. */
    @Configuration
    @EnableConfigurationProperties(OperatorProperties.class)
    @Import({DataFolder.class, OperatorMetrics.class, SimpleMeterRegistry.class})
    static class AllButTheStore {

        @Bean
        CertificateCheck certificateCheck(
                OperatorProperties properties, DataFolder data, OperatorMetrics metrics, MeterRegistry meters) {
            return new TrustWiring().certificateCheck(properties, data, metrics, meters);
        }

        @Bean
        TokenValidator tokenValidator(OperatorProperties properties, OperatorMetrics metrics) {
            TrustWiring wiring = new TrustWiring();
            return wiring.tokenValidator(wiring.psc(properties), properties, metrics);
        }

        @Bean
        TlsContext tls(OperatorProperties properties) {
            String secret = Base64.getEncoder().encodeToString(new byte[32]);
            return new ApiLpsWiring().personsTls(properties, TicketKeys.of("test", secret));
        }
    }
}
