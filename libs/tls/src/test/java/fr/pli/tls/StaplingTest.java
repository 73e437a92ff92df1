package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.igc.KeyKind;
import fr.pli.igc.TestIgc;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OCSP answer on our own certificate that clients get in the handshake. */
class StaplingTest {

    private final TestIgc igc = TestIgc.create(KeyKind.P_256);
    private final MovableClock clock = new MovableClock(Instant.now());

    @TempDir
    private Path folder;

    private TlsContext context;
    private EchoServer server;

    @BeforeEach
    void open() throws IOException {
        igc.server("localhost").issue().write(folder, "server");
        KeySource key = new KeySource.Pem(folder.resolve("server.pem"), folder.resolve("server-key.pem"));
        context = TlsContext.open(TlsSettings.of("api.tls", key), clock);
        server = new EchoServer(context);
        Awaitility.await().until(() -> context.state().isStapled());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        context.close();
        igc.close();
    }

    @Test
    void client_that_asks_gets_the_answer() throws IOException {
        assertThat(SClient.talk(server.port(), "-status")).contains("OCSP Response Status: successful (0x0)");
        assertThat(SClient.talk(server.port(), "-status", "-tls1_2")).contains("Cert Status: good");
    }

    @Test
    void client_that_does_not_ask_gets_none() throws IOException {
        assertThat(SClient.talk(server.port())).doesNotContain("OCSP Response Status");
    }

    @Test
    void answer_is_renewed_before_it_ends() {
        int before = igc.ocsp().hits();

        clock.forward(Duration.ofMinutes(31));
        context.tick();

        assertThat(igc.ocsp().hits()).isEqualTo(before + 1);
    }

    @Test
    void clock_that_ran_ahead_and_was_set_right_delays_no_renewal() {
        clock.forward(Duration.ofDays(365));
        context.tick();
        int before = igc.ocsp().hits();

        clock.forward(Duration.ofDays(-365));
        context.tick();

        assertThat(igc.ocsp().hits()).isEqualTo(before + 1);
        assertThat(context.state().isStapled()).isTrue();
    }

    @Test
    void responder_that_is_out_means_no_answer_and_no_failure() throws IOException {
        igc.ocsp().off();

        clock.forward(Duration.ofMinutes(90));
        context.tick();

        assertThat(SClient.talk(server.port(), "-status")).contains("OCSP response: no response sent", "hello");
    }
}
