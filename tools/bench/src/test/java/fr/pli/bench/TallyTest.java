package fr.pli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.bench.Tally.Kind;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class TallyTest {

    @Test
    void times_count_in_the_window_that_is_open_and_failures_always() {
        Tally tally = new Tally();
        tally.took(Kind.LOGIN, 1);
        tally.open();
        tally.took(Kind.LOGIN, 2);
        Tally.Window window = tally.close();
        tally.took(Kind.LOGIN, 3);
        tally.failed(Kind.PUSH, new IOException("gone"));

        assertThat(window.of(Kind.LOGIN)).containsExactly(2);
        assertThat(window.of(Kind.PUSH)).isEmpty();
        assertThat(tally.failures()).containsExactly("PUSH: java.io.IOException: gone");
    }

    @Test
    void a_window_begins_empty() {
        Tally tally = new Tally();
        tally.open();
        tally.took(Kind.READ, 1);
        assertThat(tally.close().of(Kind.READ)).hasSize(1);
        tally.open();
        assertThat(tally.close().of(Kind.READ)).isEmpty();
    }
}
