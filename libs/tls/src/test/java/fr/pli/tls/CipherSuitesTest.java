package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.igc.KeyKind;
import fr.pli.igc.TestIgc;
import fr.pli.mss.Requirement;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CipherSuitesTest {

    @TempDir
    private Path folder;

    private TlsContext context;
    private EchoServer server;

    @BeforeEach
    void start() throws Exception {
        try (TestIgc igc = TestIgc.create(KeyKind.P_256)) {
            igc.server("localhost").issue().write(folder, "server");
        }
        context = TlsContext.open(settings(), Clock.systemUTC());
        server = new EchoServer(context);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        context.close();
    }

    @ParameterizedTest
    @Requirement("ECO.1.1.3")
    @CsvSource({
        "ECDHE-RSA-AES256-GCM-SHA384, TLSv1.2 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "ECDHE-RSA-AES128-GCM-SHA256, TLSv1.2 TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "DHE-RSA-AES256-GCM-SHA384, TLSv1.2 TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
        "DHE-RSA-AES128-GCM-SHA256, TLSv1.2 TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
        "ECDHE-RSA-AES256-SHA384, TLSv1.2 TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
        "ECDHE-RSA-AES128-SHA256, TLSv1.2 TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"
    })
    void each_suite_of_the_list_is_served(String offered, String session) throws Exception {
        String said = SClient.talk(server.port(), "-tls1_2", "-cipher", offered);

        assertThat(said).contains("hello");
        assertThat(server.next().description()).isEqualTo(session);
    }

    @ParameterizedTest
    @Requirement("ECO.1.1.3")
    @ValueSource(
            strings = {
                "ECDHE-RSA-CHACHA20-POLY1305",
                "AES256-GCM-SHA384",
                "ECDHE-RSA-AES256-SHA",
                "DHE-RSA-CHACHA20-POLY1305",
                "DHE-RSA-AES256-SHA256",
                "DHE-RSA-AES128-SHA"
            })
    void suite_outside_the_list_gets_an_alert(String offered) throws Exception {
        assertThat(SClient.talk(server.port(), "-tls1_2", "-cipher", offered)).contains("handshake failure");
    }

    @ParameterizedTest
    @Requirement("ECO.1.1.3")
    @ValueSource(strings = {"P-256", "P-256:ffdhe2048", "ffdhe3072"})
    void finite_field_has_2048_bits_or_more(String groups) throws Exception {
        String said = SClient.talk(
                server.port(), "-tls1_2", "-cipher", "DHE-RSA-AES256-GCM-SHA384:@SECLEVEL=0", "-groups", groups);

        assertThat(said).containsPattern("Server Temp Key: DH, (2048|3072) bits");
        assertThat(server.next().description()).endsWith("TLS_DHE_RSA_WITH_AES_256_GCM_SHA384");
    }

    @ParameterizedTest
    @CsvSource({"1024, 2048", "512, 2048", "legacy, 2048", "matched, 2048", "'', 2048", "2048, 2048", "3072, 3072"})
    void jvm_that_is_told_to_use_short_fields_does_not(String told, String used) {
        assertThat(JdkEngines.dhBits(told)).isEqualTo(used);
    }

    @Test
    void client_without_a_curve_of_ours_is_served_by_a_finite_field() throws Exception {
        SClient.talk(
                server.port(),
                "-tls1_2",
                "-cipher",
                "ECDHE-RSA-AES256-GCM-SHA384:DHE-RSA-AES256-GCM-SHA384",
                "-groups",
                "X448:ffdhe2048");

        assertThat(server.next().description()).endsWith("TLS_DHE_RSA_WITH_AES_256_GCM_SHA384");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RSA+SHA1",
                "RSA+SHA1:ECDSA+SHA1",
                "RSA+SHA1:ECDSA+SHA256",
            })
    void client_that_verifies_only_sha_1_is_not_signed_for_with_it(String algorithms) throws Exception {
        for (String suite :
                new String[] {"ECDHE-RSA-AES256-GCM-SHA384", "DHE-RSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-SHA384"}) {
            String said =
                    SClient.talk(server.port(), "-tls1_2", "-sigalgs", algorithms, "-cipher", suite + ":@SECLEVEL=0");

            assertThat(said).as(suite).contains("alert handshake failure").doesNotContain("hello");
        }
    }

    @Test
    void client_that_verifies_something_better_too_is_signed_for_with_that() throws Exception {
        String said =
                SClient.talk(server.port(), "-tls1_2", "-sigalgs", "RSA+SHA1:RSA+SHA256", "-cipher", "ALL:@SECLEVEL=0");

        assertThat(said).contains("Peer signing digest: SHA256", "hello");
    }

    @Test
    void client_of_tls_1_3_is_not_asked_for_signatures_of_1_2() throws Exception {
        SClient.talk(server.port(), "-sigalgs", "rsa_pss_rsae_sha256");

        assertThat(server.next().description()).startsWith("TLSv1.3 ");
    }

    @Test
    void client_that_offers_all_gets_the_first_of_the_list() throws Exception {
        SClient.talk(server.port(), "-tls1_2");

        assertThat(server.next().description()).isEqualTo("TLSv1.2 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
    }

    @Test
    @Requirement("ECO.1.1.2")
    void tls_1_3_is_served() throws Exception {
        SClient.talk(server.port());

        assertThat(server.next().description()).startsWith("TLSv1.3 ");
    }

    @Test
    @Requirement("ECO.1.1.2")
    void tls_1_1_gets_an_alert() throws Exception {
        assertThat(SClient.talk(server.port(), "-tls1_1", "-cipher", "ALL:@SECLEVEL=0"))
                .contains("alert protocol version");
    }

    @Test
    void listener_that_boringssl_cannot_serve_is_all_the_jdk_s() throws Exception {
        try (TlsContext strict = TlsContext.open(
                        settings().withCiphers12(List.of("C028")).withCiphers13(List.of("TLS_AES_256_GCM_SHA384")),
                        Clock.systemUTC());
                EchoServer server = new EchoServer(strict)) {
            assertThat(strict.state().isNative()).isFalse();

            SClient.talk(server.port(), "-tls1_3");
            assertThat(server.next().description()).isEqualTo("TLSv1.3 TLS_AES_256_GCM_SHA384");
            assertThat(SClient.talk(server.port(), "-tls1_3", "-ciphersuites", "TLS_CHACHA20_POLY1305_SHA256"))
                    .contains("alert handshake failure");
            assertThat(SClient.talk(server.port(), "-tls1_2", "-cipher", "ECDHE-RSA-AES256-GCM-SHA384"))
                    .contains("alert handshake failure");
        }
    }

    private TlsSettings settings() {
        return TlsSettings.of(
                "api.tls", new KeySource.Pem(folder.resolve("server.pem"), folder.resolve("server-key.pem")));
    }
}
