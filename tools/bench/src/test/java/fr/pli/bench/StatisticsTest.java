package fr.pli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void the_median_of_three_rounds_is_the_middle_one() {
        assertThat(Statistics.of(List.of(30.0, 10.0, 20.0))).isEqualTo(new Statistics(20, 10, 30));
    }

    @Test
    void the_median_of_two_rounds_lies_between_them() {
        assertThat(Statistics.of(List.of(30.0, 10.0)).median()).isEqualTo(20);
    }

    @Test
    void a_percentile_is_over_all_rounds_together_and_in_milliseconds() {
        long[] first = LongStream.rangeClosed(1, 50).map(ms -> ms * 1_000_000).toArray();
        long[] second =
                LongStream.rangeClosed(51, 100).map(ms -> ms * 1_000_000).toArray();
        assertThat(Statistics.percentile(List.of(second, first), 0.99)).isEqualTo(99);
        assertThat(Statistics.percentile(List.of(second, first), 0.5)).isEqualTo(50);
        assertThat(Statistics.percentile(List.of(second, first), 1)).isEqualTo(100);
    }

    @Test
    void nothing_measured_has_no_percentile() {
        assertThat(Statistics.percentile(List.of(), 0.5)).isNaN();
    }
}
