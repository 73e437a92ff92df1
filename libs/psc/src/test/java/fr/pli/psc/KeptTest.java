package fr.pli.psc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeptTest {

    private static final Duration LIFE = Duration.ofHours(1);

    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private final Kept<Integer> kept = new Kept<>(this::fetch, LIFE, () -> now);
    private boolean out;
    private int tries;

    @Test
    void what_is_fresh_is_not_fetched_again() throws Exception {
        assertThat(kept.get()).isEqualTo(1);
        later(LIFE.minusSeconds(1));
        assertThat(kept.get()).isEqualTo(1);
    }

    @Test
    void what_is_old_is_fetched_again() throws Exception {
        kept.get();
        later(LIFE);
        assertThat(kept.get()).isEqualTo(2);
    }

    @Test
    void as_long_as_there_is_nothing_it_is_tried_once_a_second() throws Exception {
        out = true;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(kept::get).hasMessageContaining("never fetched yet; last attempt: no answer");
            later(Duration.ofMillis(500));
        }
        assertThat(tries).isEqualTo(2);
        out = false;
        later(Duration.ofMillis(500));
        assertThat(kept.get()).isEqualTo(3);
    }

    @Test
    void what_is_old_stays_and_is_tried_once_in_ten_seconds_whether_that_fails_or_not() throws Exception {
        kept.get();
        later(LIFE);
        out = true;
        for (int i = 0; i < 20; i++) {
            assertThat(kept.get()).isEqualTo(1);
            later(Duration.ofSeconds(1));
        }
        assertThat(tries).isEqualTo(3);
        out = false;
        assertThat(kept.get()).isEqualTo(4);
    }

    @Test
    void who_needs_a_newer_one_costs_a_try_in_ten_seconds() throws Exception {
        int first = kept.get();
        assertThat(kept.newerThan(first)).isEqualTo(first);
        later(Duration.ofSeconds(10));
        assertThat(kept.newerThan(first)).isEqualTo(2);
        assertThat(kept.newerThan(first)).isEqualTo(2);
        assertThat(tries).isEqualTo(2);
    }

    @Test
    void who_needs_a_newer_one_hears_of_the_failure_until_a_try_succeeds() throws Exception {
        int first = kept.get();
        out = true;
        later(Duration.ofSeconds(10));
        assertThatThrownBy(() -> kept.newerThan(first)).hasMessage("last attempt: no answer");
        out = false;
        later(Duration.ofSeconds(9));
        assertThatThrownBy(() -> kept.newerThan(first)).hasMessage("last attempt: no answer");
        later(Duration.ofSeconds(1));
        assertThat(kept.newerThan(first)).isEqualTo(3);
    }

    @Test
    void clock_that_is_set_back_keeps_nothing_longer_and_delays_no_try() throws Exception {
        kept.get();
        later(Duration.ofDays(-1));
        assertThat(kept.get()).isEqualTo(2);
        out = true;
        later(Duration.ofDays(-1));
        assertThat(kept.get()).isEqualTo(2);
        later(Duration.ofDays(-1));
        out = false;
        assertThat(kept.get()).isEqualTo(4);
    }

    private void later(Duration by) {
        now = now.plus(by);
    }

    private int fetch() throws PscUnavailableException {
        tries++;
        if (out) {
            throw new PscUnavailableException("no answer");
        }
        return tries;
    }
}
