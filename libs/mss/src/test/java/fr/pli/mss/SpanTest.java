package fr.pli.mss;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SpanTest {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Span MINUTE = Span.of(NOON, Duration.ofMinutes(1));

    @Test
    void it_is_left_at_its_end() {
        assertThat(MINUTE.covers(NOON)).isTrue();
        assertThat(MINUTE.covers(NOON.plusSeconds(59))).isTrue();
        assertThat(MINUTE.covers(NOON.plusSeconds(60))).isFalse();
    }

    @Test
    void clock_that_is_set_back_has_left_it() {
        assertThat(MINUTE.covers(NOON.minusMillis(1))).isFalse();
        assertThat(MINUTE.covers(NOON.minus(Duration.ofDays(365)))).isFalse();
    }

    @Test
    void something_else_may_end_it_sooner_but_never_later() {
        assertThat(MINUTE.upTo(NOON.plusSeconds(10)).covers(NOON.plusSeconds(10)))
                .isFalse();
        assertThat(MINUTE.upTo(NOON.plusSeconds(90)).covers(NOON.plusSeconds(60)))
                .isFalse();
    }

    @Test
    void what_is_over_covers_nothing() {
        assertThat(Span.OVER.covers(NOON)).isFalse();
        assertThat(Span.OVER.covers(Instant.MIN)).isFalse();
    }
}
