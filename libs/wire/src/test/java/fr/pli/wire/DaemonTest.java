package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DaemonTest {

    private static final Duration SOON = Duration.ofMillis(1);

    @Test
    void goes_on_after_an_exception_and_after_an_error() throws Exception {
        LinkedBlockingQueue<Throwable> bad = new LinkedBlockingQueue<>();
        bad.add(new IllegalStateException("a fault"));
        bad.add(new StackOverflowError());
        bad.add(new java.io.IOException("bad input"));
        bad.add(new AssertionError("never"));
        CountDownLatch went = new CountDownLatch(1);
        try (Daemon daemon = Daemon.start("test", () -> true, SOON, () -> round(bad, went))) {
            went.await();
            assertThat(daemon.isAlive()).isTrue();
            assertThat(daemon.failures()).isEqualTo(4);
            assertThat(daemon.failuresInRow()).isEqualTo(4);
        }
    }

    @Test
    void goes_on_after_an_interrupt_that_does_not_come_from_closing() throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        LinkedBlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        CountDownLatch again = new CountDownLatch(2);
        try (Daemon daemon = Daemon.start("test", () -> true, SOON, () -> {
            rounds.incrementAndGet();
            again.countDown();
            threads.add(Thread.currentThread());
            new CountDownLatch(1).await();
        })) {
            threads.take().interrupt();
            again.await();
            assertThat(daemon.isAlive()).isTrue();
        }
    }

    @Test
    void goes_on_where_the_question_whether_to_go_on_fails() throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        CountDownLatch went = new CountDownLatch(1);
        Daemon daemon = Daemon.start(
                "test",
                () -> {
                    if (failed.compareAndSet(false, true)) {
                        throw new IllegalStateException("a fault");
                    }
                    return true;
                },
                SOON,
                went::countDown);
        went.await();
        daemon.close();
        assertThat(daemon.isAlive()).isFalse();
    }

    @Test
    void is_among_the_running_until_it_is_closed() {
        Daemon daemon = Daemon.start("test", () -> new CountDownLatch(1).await());
        assertThat(Daemon.running()).contains(daemon);
        assertThat(daemon.name()).isEqualTo("test");
        daemon.close();
        assertThat(Daemon.running()).doesNotContain(daemon);
        assertThat(daemon.isAlive()).isFalse();
    }

    @Test
    void leaves_the_running_when_it_ends_as_it_should() {
        Semaphore rounds = new Semaphore(3);
        Daemon daemon = Daemon.start("test", rounds::tryAcquire, () -> {});
        daemon.join();
        assertThat(Daemon.running()).doesNotContain(daemon);
        assertThat(rounds.availablePermits()).isZero();
    }

    @Test
    void a_success_ends_a_row_of_failures() throws Exception {
        LinkedBlockingQueue<Throwable> bad = new LinkedBlockingQueue<>();
        bad.add(new IllegalStateException("a fault"));
        Semaphore succeeded = new Semaphore(0);
        try (Daemon daemon = Daemon.start("test", () -> true, SOON, () -> {
            Throwable failure = bad.poll();
            if (failure instanceof IllegalStateException e) {
                throw e;
            }
            succeeded.release();
        })) {
            succeeded.acquire(2); // when the second round ends, the first has counted
            assertThat(daemon.failures()).isEqualTo(1);
            assertThat(daemon.failuresInRow()).isZero();
        }
    }

    @Test
    void the_pause_doubles_and_has_an_end() {
        assertThat(Daemon.pause(Duration.ofMillis(100), 1)).isEqualTo(Duration.ofMillis(100));
        assertThat(Daemon.pause(Duration.ofMillis(100), 3)).isEqualTo(Duration.ofMillis(400));
        assertThat(Daemon.pause(Duration.ofMillis(100), 1_000)).isEqualTo(Duration.ofSeconds(10));
    }

    private static void round(LinkedBlockingQueue<Throwable> bad, CountDownLatch went) throws Exception {
        switch (bad.poll()) {
            case null -> {
                went.countDown();
                new CountDownLatch(1).await();
            }
            case Error e -> throw e;
            case Exception e -> throw e;
            case Throwable t -> throw new AssertionError(t);
        }
    }
}
