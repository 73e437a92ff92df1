package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.pli.igc.Credential;
import fr.pli.mss.Requirement;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TlsTest {

    private static final Encryption IMPLICIT = new Encryption.Implicit(TestTls.server());
    private static final Credential LAB =
            TestTls.igc().application("1750000018").issue();

    @TestFactory
    @Requirement("ECO.1.1.1")
    Stream<DynamicNode> transcripts() throws IOException {
        return Transcripts.in("/tls", TlsTest::stage);
    }

    @Test
    void the_first_octet_is_tls_where_it_is_implicit() throws Exception {
        try (Loopback server = Loopback.open(IMPLICIT, Loopback.QUICK, TlsTest::converse);
                SSLSocket client = connect(server, TestTls.client())) {
            assertThat(ask(client, "tls")).startsWith("TLSv1.3 TLS_AES_");
        }
    }

    @Test
    void the_clients_certificate_is_handed_on() throws Exception {
        try (Loopback server = Loopback.open(IMPLICIT, Loopback.QUICK, TlsTest::converse);
                SSLSocket client = connect(server, TestTls.client(LAB))) {
            assertThat(ask(client, "chain")).contains("OU=1750000018");
        }
    }

    @Test
    void the_end_is_said_by_close_notify() throws Exception {
        try (Loopback server = Loopback.open(IMPLICIT, Loopback.QUICK, TlsTest::converse);
                SSLSocket client = connect(server, TestTls.client())) {
            Loopback.say(client, "quit\r\n");
            assertThat(client.getInputStream().read()).isEqualTo(-1); // without close_notify this throws
        }
    }

    @Test
    void a_client_silent_in_the_handshake_is_closed_and_logged() throws Exception {
        Limits hasty = Loopback.QUICK.withTimes(Duration.ofMillis(50), Duration.ofSeconds(10), Duration.ofMillis(10));
        try (RecordedLog log = RecordedLog.open();
                Loopback server = Loopback.open(IMPLICIT, hasty, TlsTest::converse);
                Socket client = server.connect()) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            await().until(() -> server.listener.connections() == 0);
            assertThat(log.lines()).anyMatch(line -> line.contains("tls failed") && line.contains("timed out"));
        }
    }

    @Test
    void a_client_that_speaks_clear_text_is_closed_and_logged() throws Exception {
        try (RecordedLog log = RecordedLog.open();
                Loopback server = Loopback.open(IMPLICIT, Loopback.QUICK, TlsTest::converse);
                Socket client = server.connect()) {
            Loopback.say(client, "EHLO there\r\n");
            client.getInputStream().readAllBytes();
            await().until(() -> log.lines().stream().anyMatch(line -> line.startsWith("INFO tls failed")));
        }
    }

    @Test
    void a_hello_without_end_is_refused() throws Exception {
        try (RecordedLog log = RecordedLog.open();
                Loopback server = Loopback.open(IMPLICIT, Loopback.QUICK, TlsTest::converse);
                Socket client = server.connect()) {
            String helloWithoutEnd = "\26\3\1\100\0" + "\1\0\377\377\3\3" + "x".repeat(0x4000 - 6);
            flood(client, helloWithoutEnd + ("\26\3\1\100\0" + "x".repeat(0x4000)).repeat(8));
            await().until(() -> log.lines().stream().anyMatch(line -> line.startsWith("INFO tls failed")));
        }
    }

    @Test
    void large_bodies_travel_both_ways() throws Exception {
        Loopback.Conversation mirror = connection -> {
            connection.authenticated();
            connection.output().write(connection.input().readNBytes(3_000_000));
        };
        byte[] body = new byte[3_000_000];
        new Random(1).nextBytes(body);
        try (Loopback server = Loopback.open(IMPLICIT, Loopback.QUICK, mirror);
                SSLSocket client = connect(server, TestTls.client())) {
            client.getOutputStream().write(body);
            assertThat(client.getInputStream().readNBytes(body.length)).isEqualTo(body);
        }
    }

    private static Stage stage() throws IOException {
        Encryption startTls = new Encryption.StartTls(TestTls.server());
        Loopback server = Loopback.open(startTls, Loopback.QUICK, TlsTest::converse);
        return new Stage()
                .listener("starttls", server.listener.address())
                .tls("anybody", TestTls.client())
                .tls("lab", TestTls.client(LAB))
                .closing(server);
    }

    private static void converse(Connection connection) throws IOException {
        try {
            while (true) {
                String line = new String(connection.readLine(1000), StandardCharsets.UTF_8);
                switch (line) {
                    case "starttls" -> {
                        connection.send(connection.canStartTls() ? "go ahead" : "not now");
                        connection.flush();
                        if (connection.canStartTls()) {
                            connection.startTls();
                        }
                    }
                    case "tls" -> connection.send(connection.isTls() ? connection.tlsDescription() : "clear");
                    case "chain" ->
                        connection.send(connection.peerChain().stream()
                                .map(certificate ->
                                        certificate.getSubjectX500Principal().getName())
                                .findFirst()
                                .orElse("none"));
                    case "quit" -> {
                        return;
                    }
                    default -> connection.send("? " + line);
                }
                connection.flush();
            }
        } catch (EOFException e) {
            connection.flush();
        }
    }

    private static SSLSocket connect(Loopback server, SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(
                        server.listener.address().getAddress(),
                        server.listener.address().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static String ask(Socket client, String question) throws IOException {
        Loopback.say(client, question + "\r\nquit\r\n");
        return Loopback.rest(client);
    }

    private static void flood(Socket client, String octets) {
        try {
            Loopback.say(client, octets);
        } catch (IOException e) {
            assertThat(List.of("Broken pipe", "Connection reset")).anyMatch(String.valueOf(e.getMessage())::contains);
        }
    }
}
