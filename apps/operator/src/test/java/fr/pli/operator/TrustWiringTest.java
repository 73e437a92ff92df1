package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import fr.pli.igc.Credential;
import fr.pli.igc.TestIgc;
import fr.pli.prosanteconnect.Options;
import fr.pli.prosanteconnect.ProSanteConnect;
import fr.pli.prosanteconnect.ServiceProvider;
import fr.pli.prosanteconnect.Tls;
import fr.pli.prosanteconnect.TokenKind;
import fr.pli.psc.Psc;
import fr.pli.psc.PscListener;
import fr.pli.psc.TokenVerdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** How the operator proves to PSC who it is, as its keys say. */
class TrustWiringTest {

    private static final String MARIE = "899700000017";
    private static final String BY_CERTIFICATE = "pli-operateur-tls";

    @TempDir
    private static Path folder;

    private static final TestIgc IGC = TestIgc.create();
    private static ProSanteConnect psc;

    @BeforeAll
    static void start() throws Exception {
        Credential server = IGC.server("127.0.0.1").issue();
        Credential own = IGC.application("1450000017").issue();
        own.write(folder, "own");
        IGC.application("300000000099622").issue().write(folder, "other");
        IGC.write(folder);
        Files.writeString(folder.resolve("secret"), ServiceProvider.OPERATOR.secret() + "\n");
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry("issuing", IGC.issuing());
        authorities.setCertificateEntry("root", IGC.root());
        String subject = own.certificate().getSubjectX500Principal().getName();
        psc = ProSanteConnect.start(Options.defaults()
                .withServiceProviders(List.of(
                        ServiceProvider.LPS,
                        ServiceProvider.OPERATOR,
                        ServiceProvider.byCertificate(BY_CERTIFICATE, subject)))
                .withTls("127.0.0.1", new Tls(server.keyStore("pli"), "pli", authorities)));
    }

    @AfterAll
    static void stop() {
        psc.close();
        IGC.close();
    }

    @Test
    void secret_opens_introspection() throws Exception {
        assertThat(verdict("client-id", "pli-operateur", "client-secret-file", "secret"))
                .isInstanceOf(TokenVerdict.Active.class);
    }

    @Test
    void certificate_opens_introspection_without_a_secret() throws Exception {
        assertThat(verdict("client-id", BY_CERTIFICATE, "tls.certificate", "own.pem", "tls.key", "own-key.pem"))
                .isInstanceOf(TokenVerdict.Active.class);
        assertThat(verdict("client-id", BY_CERTIFICATE, "tls.certificate", "own.p12", "tls.password", "pli"))
                .isInstanceOf(TokenVerdict.Active.class);
    }

    @Test
    void certificate_of_another_structure_opens_nothing() throws Exception {
        refused(verdict("client-id", BY_CERTIFICATE, "tls.certificate", "other.pem", "tls.key", "other-key.pem"));
    }

    @Test
    void secret_opens_nothing_where_the_certificate_is_asked_for() throws Exception {
        refused(verdict("client-id", BY_CERTIFICATE, "client-secret-file", "secret"));
    }

    @Test
    void who_proves_nothing_does_not_start() {
        assertThatThrownBy(() -> verdict("client-id", BY_CERTIFICATE))
                .hasMessageContaining("pli.psc.client-secret-file: missing, and so is pli.psc.tls.certificate");
    }

    @Test
    void key_of_another_certificate_stops_the_start() {
        assertThatThrownBy(() ->
                        verdict("client-id", BY_CERTIFICATE, "tls.certificate", "own.pem", "tls.key", "other-key.pem"))
                .hasMessageContaining("pli.psc.tls.certificate: the key is not that of the first certificate");
    }

    @Test
    void psc_over_plain_http_stops_the_start() {
        assertThatThrownBy(() -> new TrustWiring().psc(properties(Map.of("pli.psc.issuer", "http://psc.example"))))
                .hasMessage(
                        "pli.psc.issuer: http://psc.example is neither https nor of this machine; accepted: https://host/path");
    }

    @Test
    void tokens_of_any_software_are_told_of_at_the_start() throws Exception {
        assertThat(warnings("client-id", "pli-operateur", "client-secret-file", "secret"))
                .anySatisfy(line -> assertThat(line).contains("azp-allow is empty"));
        assertThat(warnings("client-id", "pli-operateur", "client-secret-file", "secret", "azp-allow", "pli-lps"))
                .isEmpty();
    }

    private static List<String> warnings(String... keys) {
        Logger logger = (Logger) LoggerFactory.getLogger(TrustWiring.class);
        ListAppender<ILoggingEvent> recorder = new ListAppender<>();
        recorder.start();
        logger.addAppender(recorder);
        try {
            assertThat(verdict(keys)).isInstanceOf(TokenVerdict.Active.class);
        } finally {
            logger.detachAppender(recorder);
        }
        return recorder.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static void refused(TokenVerdict verdict) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        TokenVerdict.Unreachable.class,
                        why -> assertThat(why.detail()).contains("HTTP 401 to client " + BY_CERTIFICATE));
    }

    /** What an operator with these keys hears of a good token; values that are files are in the folder. */
    private static TokenVerdict verdict(String... keys) {
        Map<String, String> all = new HashMap<>(Map.of(
                "pli.psc.issuer", psc.issuer().toString(),
                "pli.psc.discovery", psc.discovery().toString(),
                "pli.psc.timeout", "30s",
                "pli.psc.tls.anchors", folder.resolve("bundle.pem").toString()));
        for (int i = 0; i < keys.length; i += 2) {
            Path file = folder.resolve(keys[i + 1]);
            all.put("pli.psc." + keys[i], Files.exists(file) ? file.toString() : keys[i + 1]);
        }
        OperatorProperties properties = properties(all);
        TrustWiring wiring = new TrustWiring();
        try (Psc there = wiring.psc(properties)) {
            return wiring.tokenValidator(there, properties, PscListener.NONE)
                    .validate(psc.token(TokenKind.GOOD, MARIE));
        }
    }

    private static OperatorProperties properties(Map<String, String> keys) {
        Map<String, String> all = new HashMap<>(Map.of(
                "pli.tls.certificate", "none.pem",
                "pli.igc.anchors", "none.pem",
                "pli.psc.client-id", "pli-operateur"));
        all.putAll(keys);
        return new Binder(new MapConfigurationPropertySource(all))
                .bind("pli", OperatorProperties.class)
                .get();
    }
}
