package fr.pli.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Routes.Host ONE = new Routes.Host("mss.a.test", 25);
    private static final Routes.Host OTHER = new Routes.Host("mss.b.test", 25);

    private Instant now = Instant.parse("2026-11-29T12:00:00Z");

    @Test
    void each_server_is_given_so_many_a_minute() {
        Pace pace = new Pace(120, () -> now);
        assertThat(taken(pace, ONE)).isEqualTo(3); // two a second, and the one that is due
        assertThat(taken(pace, OTHER)).isEqualTo(3);
        int inTheMinute = 0;
        for (int second = 1; second <= 60; second++) {
            now = now.plusSeconds(1);
            inTheMinute += taken(pace, ONE);
        }
        assertThat(inTheMinute).isEqualTo(120);
    }

    @Test
    void without_a_bound_nobody_waits() {
        assertThat(IntStream.range(0, 1000).allMatch(_ -> new Pace(0, () -> now).take(ONE)))
                .isTrue();
    }

    private static int taken(Pace pace, Routes.Host host) {
        int taken = 0;
        while (pace.take(host)) {
            taken++;
        }
        return taken;
    }
}
