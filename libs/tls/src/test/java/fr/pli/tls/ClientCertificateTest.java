package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.igc.Credential;
import fr.pli.igc.KeyKind;
import fr.pli.igc.TestIgc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client certificates in the handshake: possession of the key, and nothing else. Each with the engine of either library. */
class ClientCertificateTest {

    private static final String BORING = "ECDHE-RSA-AES256-GCM-SHA384";
    private static final String JDK = "ECDHE-RSA-AES256-SHA384";

    private final TestIgc igc = TestIgc.create(KeyKind.P_256);

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        igc.server("localhost").issue().write(folder, "server");
    }

    @AfterEach
    void close() {
        igc.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {BORING, JDK})
    void wanted_certificate_of_anybody_comes_through(String cipher) throws Exception {
        Credential strange = igc.application("300000000099622")
                .key(KeyKind.P_256)
                .fromStranger()
                .expired()
                .issue();
        try (TlsContext context = context(ClientCertificate.WANTED);
                EchoServer server = new EchoServer(context)) {
            SClient.talk(server.port(), with(strange, cipher));
            assertThat(server.next().chain())
                    .containsExactlyElementsOf(strange.chain().subList(0, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BORING, JDK})
    void client_without_a_wanted_certificate_comes_through(String cipher) throws Exception {
        try (TlsContext context = context(ClientCertificate.WANTED);
                EchoServer server = new EchoServer(context)) {
            assertThat(SClient.talk(server.port(), "-tls1_2", "-cipher", cipher))
                    .contains("hello");
            assertThat(server.next().chain()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BORING, JDK})
    void client_without_a_required_certificate_gets_an_alert(String cipher) throws Exception {
        try (TlsContext context = context(ClientCertificate.REQUIRED);
                EchoServer server = new EchoServer(context)) {
            assertThat(SClient.talk(server.port(), "-tls1_2", "-cipher", cipher))
                    .containsPattern("alert (handshake failure|bad certificate)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BORING, JDK})
    void chain_without_end_gets_an_alert(String cipher) throws Exception {
        Path chain = folder.resolve("chain.pem");
        String issuing = Files.readString(igc.write(folder).resolve("issuing.pem"));
        Files.writeString(chain, issuing.repeat(9));
        try (TlsContext context = context(ClientCertificate.WANTED);
                EchoServer server = new EchoServer(context)) {
            List<String> options = new ArrayList<>(List.of(
                    with(igc.application("300000000099622").key(KeyKind.P_256).issue(), cipher)));
            options.addAll(List.of("-cert_chain", chain.toString()));
            assertThat(SClient.talk(server.port(), options.toArray(new String[0])))
                    .contains("alert");
            assertThat(server.next().description()).startsWith("failed: ");
        }
    }

    @Test
    void no_certificate_is_asked_for_where_none_is_wanted() throws Exception {
        try (TlsContext context = context(ClientCertificate.NONE);
                EchoServer server = new EchoServer(context)) {
            SClient.talk(
                    server.port(),
                    with(igc.application("300000000099622").key(KeyKind.P_256).issue(), BORING));
            assertThat(server.next().chain()).isEmpty();
        }
    }

    private String[] with(Credential credential, String cipher) throws IOException {
        credential.write(folder, "client");
        return new String[] {
            "-tls1_2",
            "-cipher",
            cipher,
            "-cert",
            folder.resolve("client.pem").toString(),
            "-key",
            folder.resolve("client-key.pem").toString()
        };
    }

    private TlsContext context(ClientCertificate policy) {
        KeySource key = new KeySource.Pem(folder.resolve("server.pem"), folder.resolve("server-key.pem"));
        return TlsContext.open(TlsSettings.of("api.tls", key).withClientCertificate(policy), Clock.systemUTC());
    }
}
