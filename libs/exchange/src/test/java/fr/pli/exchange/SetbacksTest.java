package fr.pli.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SetbacksTest {

    private static final Instant START = Instant.parse("2026-11-29T08:00:00Z");

    private Instant now = START;
    private final Setbacks setbacks = new Setbacks(Duration.ofMinutes(1), Duration.ofHours(4), () -> now);

    @Test
    void each_failure_doubles_the_pause_up_to_the_longest() {
        for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 240, 240}) {
            Duration pause = Duration.between(now, setbacks.failed("a"));
            assertThat(pause).isBetween(Duration.ofSeconds(54L * minutes), Duration.ofSeconds(66L * minutes));
        }
        assertThat(setbacks.after(1000)).isBefore(START.plus(Duration.ofHours(5)));
    }

    @Test
    void whoever_failed_is_left_alone_until_then_and_nobody_else_is() {
        Instant until = setbacks.failed("a");
        assertThat(setbacks.until("a")).contains(until);
        assertThat(setbacks.until("b")).isEmpty();
        now = until;
        assertThat(setbacks.until("a")).isEmpty();
    }

    @Test
    void one_success_makes_up_for_all() {
        setbacks.failed("a");
        setbacks.failed("a");
        setbacks.worked("a");
        assertThat(setbacks.until("a")).isEmpty();
        assertThat(Duration.between(now, setbacks.failed("a"))).isLessThan(Duration.ofMinutes(2));
    }
}
