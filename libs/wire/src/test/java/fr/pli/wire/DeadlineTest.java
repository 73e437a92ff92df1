package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeadlineTest {

    private static final Duration SOON = Duration.ofMillis(20);

    @Test
    void a_read_that_lasts_too_long_ends() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
                Deadline _ = Deadline.of(socket, SOON)) {
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void what_is_done_in_time_is_not_closed() throws Exception {
        CountDownLatch later = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Deadline.of(closed::countDown, Duration.ofMillis(200)).close();
        Deadline.of(later::countDown, Duration.ofMillis(400));
        later.await(); // by then the first would have come
        assertThat(closed.getCount()).isEqualTo(1);
    }

    @Test
    void a_close_that_blocks_keeps_no_other_deadline_waiting() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Deadline.of(blocking(blocked), SOON);
        Deadline.of(closed::countDown, SOON.multipliedBy(2));
        closed.await();
        blocked.countDown();
        assertThat(blocked.getCount()).isZero();
    }

    @Test
    void a_close_that_fails_keeps_no_other_deadline_waiting() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        Deadline.of(
                () -> {
                    throw new IOException("closed already");
                },
                SOON);
        Deadline.of(closed::countDown, SOON.multipliedBy(2));
        closed.await();
        assertThat(closed.getCount()).isZero();
    }

    private static Closeable blocking(CountDownLatch until) {
        return () -> {
            try {
                until.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        };
    }
}
