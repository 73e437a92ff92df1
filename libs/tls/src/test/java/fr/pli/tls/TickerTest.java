package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TickerTest {

    @Test
    void goes_on_whatever_one_run_throws_and_until_it_is_closed() throws Exception {
        LinkedBlockingQueue<Throwable> bad = new LinkedBlockingQueue<>(
                List.of(new IllegalStateException("a fault"), new StackOverflowError(), new LinkageError("a class")));
        CountDownLatch went = new CountDownLatch(3);
        Ticker ticker = new Ticker("test", Duration.ofMillis(1), () -> {
            switch (bad.poll()) {
                case null -> went.countDown();
                case Error e -> throw e;
                case RuntimeException e -> throw e;
                case Throwable t -> throw new AssertionError(t);
            }
        });
        went.await();
        assertThat(ticker.isAlive()).isTrue();
        ticker.close();
    }

    @Test
    void goes_on_though_its_work_leaves_it_interrupted() throws Exception {
        CountDownLatch again = new CountDownLatch(3);
        try (Ticker ticker = new Ticker("test", Duration.ofMillis(1), () -> {
            again.countDown();
            Thread.currentThread().interrupt();
        })) {
            again.await();
            assertThat(ticker.isAlive()).isTrue();
        }
    }
}
