package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {

    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void ten_thousand_changes_while_one_is_told_are_told_together() {
        CountDownLatch told = new CountDownLatch(1);
        OneAtATime work = new OneAtATime("test", () -> {
            runs.incrementAndGet();
            try {
                told.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return Duration.ZERO;
        });
        work.ask();
        await().until(() -> runs.get() == 1);
        for (int i = 0; i < 10_000; i++) {
            work.ask();
        }
        assertThat(runs).hasValue(1);
        told.countDown();
        await().until(() -> runs.get() == 2);
        work.ask();
        await().until(() -> runs.get() == 3);
    }

    @Test
    void what_is_asked_while_it_rests_waits_for_the_end_of_the_rest() {
        OneAtATime work = new OneAtATime("test", () -> {
            runs.incrementAndGet();
            return Duration.ofHours(1);
        });
        work.ask();
        await().until(() -> runs.get() == 1);
        for (int i = 0; i < 10_000; i++) {
            work.ask();
        }
        assertThat(runs).hasValue(1);
    }
}
