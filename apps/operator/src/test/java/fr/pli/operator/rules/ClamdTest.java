package fr.pli.operator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.operator.TestClamd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClamdTest {

    @TempDir
    static Path folder;

    private static TestClamd clamd;

    @BeforeAll
    static void start() throws IOException {
        clamd = TestClamd.start(folder);
    }

    @AfterAll
    static void stop() {
        if (clamd != null) {
            clamd.close();
        }
    }

    @Test
    void what_is_clean_passes_and_what_is_infected_is_named() throws IOException {
        assertThat(scan("bonjour\r\n".repeat(50_000))).isEmpty();
        assertThat(scan("bonjour\r\n".repeat(20_000) + TestClamd.BAD + "\r\n")).contains("Pli.Essai.UNOFFICIAL");
    }

    @Test
    void what_it_does_not_look_at_is_not_called_clean() {
        assertThatThrownBy(() -> scan("x".repeat(2_000_000))).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "stream: maybe\0", "stream: OK and more\0", "\0"})
    void an_answer_that_is_none_is_no_verdict(String answer) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var client = server.accept()) {
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    client.shutdownOutput();
                    client.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // the client left
                }
            });
            Clamd clamd = Clamd.at("127.0.0.1:" + server.getLocalPort(), TestClamd.PATIENCE);
            assertThatThrownBy(() -> clamd.scan(InputStream.nullInputStream())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void one_that_says_nothing_is_left_in_time() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Clamd clamd = Clamd.at("127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(300));
            assertThatThrownBy(() -> clamd.scan(InputStream.nullInputStream())).isInstanceOf(IOException.class);
        }
    }

    private static Optional<String> scan(String text) throws IOException {
        return clamd.client().scan(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
