package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 3_000); // nanoTime may overflow
    private final Patience patience = new Patience(Duration.ofNanos(1_000), nanos::get);

    @Test
    void is_spent_after_so_long_a_wait_and_not_before() {
        patience.startWaiting();
        assertThat(isSpentAfter(999)).isFalse();
        assertThat(isSpentAfter(1)).isTrue();
        patience.stopWaiting();
        assertThat(isSpentAfter(0)).isFalse();
    }

    @Test
    void waits_for_one_line_add_up_and_our_own_time_does_not_count() {
        waits(600);
        isSpentAfter(5_000); // our own
        patience.startWaiting();
        assertThat(isSpentAfter(399)).isFalse();
        assertThat(isSpentAfter(1)).isTrue();
    }

    @Test
    void a_new_line_has_all_of_it_again() {
        waits(900);
        patience.restart();
        patience.startWaiting();
        assertThat(isSpentAfter(999)).isFalse();
        assertThat(isSpentAfter(1)).isTrue();
    }

    @Test
    void each_window_of_octets_has_all_of_it_again() {
        waits(900);
        patience.travelled(Patience.WINDOW - 1);
        patience.startWaiting();
        assertThat(isSpentAfter(100)).isTrue();
        patience.stopWaiting();
        patience.travelled(1);
        patience.startWaiting();
        assertThat(isSpentAfter(999)).isFalse();
    }

    @Test
    void a_wait_that_begins_too_late_is_spent_at_once() {
        waits(2_000);
        patience.startWaiting();
        assertThat(isSpentAfter(0)).isTrue();
    }

    @Test
    void a_new_limit_holds_from_the_next_wait_on() {
        patience.set(Duration.ofNanos(10));
        patience.startWaiting();
        assertThat(isSpentAfter(10)).isTrue();
    }

    private void waits(long time) {
        patience.startWaiting();
        nanos.addAndGet(time);
        patience.stopWaiting();
    }

    private boolean isSpentAfter(long time) {
        return patience.isSpent(nanos.addAndGet(time));
    }
}
