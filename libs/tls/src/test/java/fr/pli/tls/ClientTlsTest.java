package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.igc.Credential;
import fr.pli.igc.KeyKind;
import fr.pli.igc.TestIgc;
import fr.pli.mss.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which servers we talk to when we are the client. */
class ClientTlsTest {

    private final TestIgc igc = TestIgc.create(KeyKind.P_256);

    @TempDir
    private Path folder;

    private CertificateCheck check;
    private SSLContext client;

    @BeforeEach
    void open() throws IOException {
        check = CertificateCheck.open(
                CheckSettings.ofAnchors(igc.write(folder).resolve("bundle.pem"), folder.resolve("crl")),
                Clock.systemUTC());
        client = ClientTls.context(new ServerTrust.IgcSante(check));
    }

    @AfterEach
    void close() {
        check.close();
        igc.close();
    }

    @Test
    @Requirement("ECO.1.1.4")
    void server_of_igc_sante_is_believed() throws IOException {
        assertThat(talk(igc.server("localhost").issue(), client)).isEqualTo("hello");
    }

    @Test
    void other_host_name_is_refused() {
        assertThatThrownBy(() -> talk(igc.server("other.pli.test").issue(), client))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("localhost");
    }

    @Test
    @Requirement("ECO.1.1.10")
    void server_of_another_authority_is_refused() {
        assertThatThrownBy(() -> talk(igc.server("localhost").fromStranger().issue(), client))
                .hasMessageContaining("certificate refused: OTHER_CA");
    }

    @Test
    @Requirement("ECO.1.1.5")
    void expired_server_is_refused() {
        assertThatThrownBy(() -> talk(igc.server("localhost").expired().issue(), client))
                .hasMessageContaining("certificate refused: EXPIRED");
    }

    @Test
    @Requirement("ECO.1.1.6")
    void revoked_server_is_refused() {
        Credential server = igc.server("localhost").issue();
        igc.revoke(server.certificate());

        assertThatThrownBy(() -> talk(server, client)).hasMessageContaining("certificate refused: REVOKED");
    }

    @Test
    void certificate_of_an_application_is_none_for_a_server() {
        assertThatThrownBy(() -> talk(
                        igc.application("300000000099622").key(KeyKind.P_256).issue(), client))
                .hasMessageContaining("certificate refused: WRONG_PROFILE");
    }

    @Test
    void our_certificate_is_shown_to_a_server_that_asks() throws Exception {
        Credential app = igc.application("300000000099622").key(KeyKind.P_256).issue();
        app.write(folder, "app");
        SSLContext withKey = ClientTls.context(
                new ServerTrust.Roots("test.roots", folder.resolve("root.pem")),
                "test.tls",
                new KeySource.Pkcs12(folder.resolve("app.p12"), "pli"),
                Clock.systemUTC());
        try (TlsContext context = server(igc.server("localhost").issue());
                EchoServer server = new EchoServer(context)) {
            assertThat(JavaClient.talk(server.port(), withKey)).isEqualTo("hello");
            assertThat(server.next().chain()).startsWith(app.certificate());
        }
    }

    @Test
    void roots_that_are_none_are_a_configuration_error() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        assertThatThrownBy(() -> ClientTls.context(new ServerTrust.Roots("psc.tls.roots", empty)))
                .isInstanceOf(TlsConfigurationException.class)
                .hasMessageStartingWith("psc.tls.roots: ")
                .hasMessageContaining("accepted: ");
    }

    private String talk(Credential credential, SSLContext client) throws IOException {
        try (TlsContext context = server(credential);
                EchoServer server = new EchoServer(context)) {
            return JavaClient.talk(server.port(), client);
        }
    }

    /** A server whose clock is that of its certificate's best days. */
    private TlsContext server(Credential credential) throws IOException {
        credential.write(folder, "server");
        KeySource key = new KeySource.Pem(folder.resolve("server.pem"), folder.resolve("server-key.pem"));
        Instant begin = credential.certificate().getNotBefore().toInstant();
        return TlsContext.open(
                TlsSettings.of("api.tls", key).withClientCertificate(ClientCertificate.WANTED),
                new MovableClock(begin.plus(Duration.ofHours(1))));
    }
}
