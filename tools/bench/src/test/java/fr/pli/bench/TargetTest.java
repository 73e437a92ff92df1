package fr.pli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetTest {

    @Test
    void says_what_was_asked_and_that_it_is_met() {
        assertThat(Target.times(6).cpu(1).verdict(6.1, 0.9, 10, 20, 300)).isEqualTo("6.0×, CPU 1.0 ms: met");
    }

    @Test
    void says_what_was_missed() {
        assertThat(Target.times(6).cpu(1).verdict(5.9, 0.9, 10, 20, 300))
                .isEqualTo("6.0×, CPU 1.0 ms: **missed** (6.0×)");
        assertThat(Target.NONE.p99(10).memory(500).verdict(1, 1, 1, 11, 501))
                .isEqualTo("p99 10 ms, 500 MB: **missed** (p99 10 ms, 500 MB)");
    }

    @Test
    void a_ratio_needs_a_peer() {
        assertThat(Target.times(6).verdict(0, 1, 1, 1, 1)).isEqualTo("6.0×: no peer");
    }

    @Test
    void says_nothing_where_nothing_is_asked() {
        assertThat(Target.NONE.verdict(1, 1, 1, 1, 1)).isEmpty();
    }
}
