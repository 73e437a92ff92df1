package fr.pli.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private static final Instant START = Instant.parse("2026-11-29T08:00:00Z");

    private Instant now = START;
    private final BackOff backOff = new BackOff(Duration.ofMinutes(1), Duration.ofHours(4), () -> now);

    @Test
    void each_failure_doubles_the_pause_up_to_the_longest() {
        for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 240, 240}) {
            Duration pause = Duration.between(now, backOff.failed("a"));
            assertThat(pause).isBetween(Duration.ofSeconds(54L * minutes), Duration.ofSeconds(66L * minutes));
        }
        assertThat(backOff.after(1000)).isBefore(START.plus(Duration.ofHours(5)));
    }

    @Test
    void whoever_failed_is_left_alone_until_then_and_nobody_else_is() {
        Instant until = backOff.failed("a");
        assertThat(backOff.until("a")).contains(until);
        assertThat(backOff.until("b")).isEmpty();
        now = until;
        assertThat(backOff.until("a")).isEmpty();
    }

    @Test
    void one_success_makes_up_for_all() {
        backOff.failed("a");
        backOff.failed("a");
        backOff.worked("a");
        assertThat(backOff.until("a")).isEmpty();
        assertThat(Duration.between(now, backOff.failed("a"))).isLessThan(Duration.ofMinutes(2));
    }
}
