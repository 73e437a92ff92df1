package fr.pli.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.pli.mss.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns(Duration.ofSeconds(30));
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void who_works_alone_on_a_row_has_it_until_he_is_done_and_the_others_come_in_order() throws Exception {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            Thread thread = Thread.ofVirtual()
                    .start(() -> turns.alone(1, () -> {
                        order.add(number);
                        return waited();
                    }));
            threads.add(thread);
            await().until(() -> number == 0 ? order.size() == 1 : thread.getState() == Thread.State.TIMED_WAITING);
        }
        assertThat(turns.<String, RuntimeException>alone(2, () -> "another row"))
                .isEqualTo("another row");
        assertThat(order).containsExactly(0);
        end.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
        assertThat(turns.size()).isZero();
    }

    @Test
    void those_who_work_together_wait_for_nobody_but_one_who_works_alone() {
        turns.<Boolean, RuntimeException>together(List.of(1L, 2L), () -> {
            Thread beside = Thread.ofVirtual()
                    .start(() -> turns.<Boolean, RuntimeException>together(List.of(2L, 1L), () -> true));
            await().until(() -> !beside.isAlive());
            Thread alone = Thread.ofVirtual().start(() -> turns.<Boolean, RuntimeException>alone(2, () -> true));
            await().until(() -> alone.getState() == Thread.State.TIMED_WAITING);
            return true;
        });
        await().until(() -> turns.size() == 0);
    }

    @Test
    void who_waits_for_one_row_keeps_nobody_from_another() {
        turns.<Boolean, RuntimeException>alone(2, () -> {
            Thread waits = Thread.ofVirtual()
                    .start(() -> turns.<Boolean, RuntimeException>together(List.of(1L, 2L, 3L), () -> true));
            await().until(() -> waits.getState() == Thread.State.TIMED_WAITING);
            assertThat(turns.<String, RuntimeException>alone(1, () -> "free")).isEqualTo("free");
            return turns.<Boolean, RuntimeException>alone(3, () -> true);
        });
        await().until(() -> turns.size() == 0);
    }

    @Test
    void who_waits_for_too_long_is_told_and_forgotten() {
        Turns hasty = new Turns(Duration.ofMillis(1));
        hasty.<Boolean, RuntimeException>alone(1, () -> {
            Thread late = Thread.ofVirtual()
                    .start(() -> assertThatThrownBy(() -> hasty.<Boolean, RuntimeException>alone(1, () -> true))
                            .isInstanceOf(StoreUnavailableException.class));
            await().until(() -> !late.isAlive());
            return true;
        });
        assertThat(hasty.size()).isZero();
    }

    private boolean waited() {
        try {
            end.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
