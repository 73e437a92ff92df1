package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fr.pli.igc.TestIgc;
import fr.pli.psc.TokenValidator;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.TicketKeys;
import fr.pli.tls.TlsContext;
import fr.pli.wire.Connection;
import fr.pli.wire.Limits;
import fr.pli.wire.ListenerEvents;
import fr.pli.wire.Protocol;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
            "pli.psc.tls.anchors");

    @TempDir
    static Path folder;

    @BeforeAll
    static void files() throws IOException {
        try (TestIgc igc = TestIgc.create()) {
            igc.write(folder);
            igc.server("localhost").issue().write(folder, "operator");
            igc.server("localhost").expired().issue().write(folder, "expired");
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
    @MethodSource
    void a_wrong_value_is_named_with_what_the_key_takes(String wrong, String told) {
        assertThat(failureOf(wrong)).hasValueSatisfying(one -> assertThat(one).startsWith(told));
    }

    static Stream<Arguments> a_wrong_value_is_named_with_what_the_key_takes() {
        String time = "accepted: a time such as 500ms, 30s, 10m or 4h";
        return Stream.of(
                arguments("pli.host-name=a b", "pli.host-name: \"a b\" will not do; accepted: a host name"),
                arguments(
                        "pli.api.persons.imap-port=x",
                        "pli.api.persons.imap-port: \"x\" cannot be read; accepted: a whole number"),
                arguments(
                        "pli.api.persons.imap-port=70000",
                        "pli.api.persons.imap-port: \"70000\" will not do; accepted: must be less than or equal to 65535"),
                arguments(
                        "pli.api.applications.submissions-port=-2",
                        "pli.api.applications.submissions-port: \"-2\" will not do; accepted: must be greater than or equal to -1"),
                arguments("pli.tls.certificate=", "pli.tls.certificate: is missing"),
                arguments(
                        "pli.tls.certificate=nowhere.pem",
                        "pli.tls.certificate: nowhere.pem does not exist; accepted: a PEM file with the certificate of the key first"),
                arguments("pli.tls.certificate=expired.pem", "pli.tls.certificate: "),
                arguments(
                        "pli.tls.key=other-key.pem",
                        "pli.tls.certificate: the key is not that of the first certificate"),
                arguments("pli.tls.key=empty", "pli.tls.key: "),
                arguments(
                        "pli.tls.protocols=TLSv1.1",
                        "pli.tls.protocols: \"TLSv1.1\" is not known; accepted: [TLSv1.2, TLSv1.3]"),
                arguments("pli.tls.ciphers12=TLS_RSA_WITH_AES_128_CBC_SHA", "pli.tls.ciphers12: "),
                arguments("pli.tls.ciphers13=none", "pli.tls.ciphers13: \"none\" is not known; accepted: "),
                arguments(
                        "pli.tls.groups=sect163k1", "pli.tls.groups: \"sect163k1\" is not known; accepted: [secp256r1"),
                arguments(
                        "pli.igc.anchors=nowhere.pem",
                        "pli.igc.anchors: nowhere.pem does not exist; accepted: a PEM file with the issuing authorities"),
                arguments("pli.igc.anchors=root.pem", "pli.igc.anchors: "),
                arguments(
                        "pli.igc.crl-refresh=always",
                        "pli.igc.crl-refresh: \"always\" is no time; accepted: 07:00, PT10M"),
                arguments(
                        "pli.igc.revocation-order=ocsp,cml",
                        "pli.igc.revocation-order: \"ocsp,cml\" cannot be read; accepted: a list, with commas, of CRL, OCSP"),
                arguments(
                        "pli.igc.revocation-order=",
                        "pli.igc.revocation-order: \"[]\" will not do; accepted: must not be empty"),
                arguments(
                        "pli.igc.revocation-hard-fail=maybe",
                        "pli.igc.revocation-hard-fail: \"maybe\" cannot be read; accepted: true, false"),
                arguments("pli.psc.issuer=", "pli.psc.issuer: "),
                arguments(
                        "pli.psc.issuer=auth.esante.fr",
                        "pli.psc.issuer: auth.esante.fr is neither https nor of this machine; accepted: https://host/path"),
                arguments(
                        "pli.psc.discovery=file:/etc/psc",
                        "pli.psc.discovery: file:/etc/psc is neither https nor of this machine; accepted: https://host/path"),
                arguments("pli.psc.client-id=", "pli.psc.client-id: "),
                arguments(
                        "pli.psc.client-secret-file=nowhere",
                        "pli.psc.client-secret-file: nowhere cannot be read; accepted: a file with the secret"),
                arguments(
                        "pli.psc.client-secret-file=empty",
                        "pli.psc.client-secret-file: empty is empty; accepted: a file with the secret"),
                arguments("pli.psc.client-secret-file=", "pli.psc.client-secret-file: "),
                arguments(
                        "pli.psc.tls.anchors=nowhere.pem",
                        "pli.psc.tls.anchors: nowhere.pem does not exist; accepted: "),
                arguments(
                        "pli.psc.method=guess",
                        "pli.psc.method: \"guess\" cannot be read; accepted: INTROSPECTION, USERINFO"),
                arguments("pli.psc.cache=soon", "pli.psc.cache: \"soon\" cannot be read; " + time),
                arguments(
                        "pli.psc.cache-size=-1",
                        "pli.psc.cache-size: \"-1\" will not do; accepted: must be greater than or equal to 0"),
                arguments("pli.psc.timeout=0s", "pli.psc.timeout: \"PT0S\" will not do; accepted: "),
                arguments("pli.psc.clock-skew=-5s", "pli.psc.clock-skew: \"PT-5S\" will not do; accepted: "),
                arguments(
                        "pli.sasl.person-mechanisms=PLAIN",
                        "pli.sasl.person-mechanisms: \"PLAIN\" cannot be read; accepted: a list, with commas, of XOAUTH2, OAUTHBEARER"),
                arguments(
                        "pli.sasl.app-mechanisms=XOAUTH2",
                        "pli.sasl.app-mechanisms: \"XOAUTH2\" cannot be read; accepted: a list, with commas, of PLAIN, EXTERNAL"),
                arguments(
                        "pli.sasl.attempts=0",
                        "pli.sasl.attempts: \"0\" will not do; accepted: must be greater than or equal to 1"),
                arguments("pli.session.max-duration=0s", "pli.session.max-duration: \"PT0S\" will not do; accepted: "),
                arguments("pli.session.idle=never", "pli.session.idle: \"never\" cannot be read; " + time),
                arguments("pli.limits.recipients=0", "pli.limits.recipients: \"0\" will not do; accepted: "),
                arguments(
                        "pli.size.max-message=25 MB",
                        "pli.size.max-message: \"25 MB\" cannot be read; accepted: a whole number"),
                arguments("pli.store.pool-size=1", "pli.store.pool-size: \"1\" will not do; accepted: "),
                arguments("pli.store.statement=0", "pli.store.statement: \"PT0S\" will not do; accepted: "),
                arguments("pli.sesion.idle=10m", "pli.sesion.idle: there is no such key"),
                arguments(
                        "pli.data-folder=empty",
                        "pli.data-folder: empty cannot be made; accepted: a folder of this process"));
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
        OperatorProperties.Door door = new OperatorProperties.Persons("127.0.0.1", taken, -1, -1, -1);
        assertThat(startOf(door)).startsWith("pli.api.persons.imap-port: cannot listen on /127.0.0.1:" + taken);
    }

    @Test
    void an_address_that_nobody_knows_is_named() {
        OperatorProperties.Door door = new OperatorProperties.Persons("nowhere.invalid", 0, -1, -1, -1);
        assertThat(startOf(door))
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
        AtomicReference<Optional<String>> told = new AtomicReference<>(Optional.empty());
        new ApplicationContextRunner()
                .withUserConfiguration(AllButTheStore.class)
                .withPropertyValues(keys.entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue())
                        .toArray(String[]::new))
                .run(context -> told.set(Optional.ofNullable(context.getStartupFailure())
                        .map(failure -> Optional.ofNullable(new WrongKeys().analyze(failure))
                                .map(FailureAnalysis::getDescription)
                                .orElse("told by nobody: " + failure))
                        .map(text -> text.replace(folder + "/", ""))));
        return told.get();
    }

    private static String startOf(OperatorProperties.Door door) {
        Protocol silent = new Protocol() {
            @Override
            public void converse(Connection connection) {}

            @Override
            public String busy() {
                return "";
            }
        };
        TlsContext tls = House.only().tls("personsTls");
        ApiLps doors = new ApiLps(
                List.of(new ApiLps.EntryPoint("persons", door, tls, silent, silent)),
                Limits.DEFAULTS,
                ListenerEvents.NONE);
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
