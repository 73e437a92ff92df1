package fr.pli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PaceTest {

    @Test
    void moments_lie_at_an_even_distance() {
        Pace pace = new Pace(1_000);
        long[] moments = LongStream.generate(pace::await).limit(5).toArray();
        for (int i = 1; i < moments.length; i++) {
            assertThat(moments[i] - moments[i - 1]).isEqualTo(1_000_000);
        }
    }

    @Test
    void nobody_is_called_before_the_moment() {
        Pace pace = new Pace(100);
        for (int i = 0; i < 3; i++) {
            assertThat(pace.await()).isLessThanOrEqualTo(System.nanoTime());
        }
    }
}
