package fr.pli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

final class ResultsTest {

    @Test
    void below_the_table_stands_how_much_of_the_bound_is_reached() {
        Results results = new Results();
        results.add(new Delivery("delivered-20k-c16", 16, 20_000, true, Target.NONE), "Pli", outcome(600));
        assertThat(results.text()).doesNotContain("% of");
        results.add(new Bound("bound-20k-c16", 16, 20_000), "Pli", outcome(1_000));
        assertThat(results.text()).endsWith("delivered-20k-c16: rate is 60 % of bound-20k-c16.\n");
    }

    @Test
    void ratio_is_that_of_the_medians_and_the_first_contender_is_judged() {
        Results results = new Results();
        Cell cell = new Delivery("delivered", 16, 20_000, true, Target.times(3));
        for (long rate : new long[] {500, 400, 100}) {
            results.add(cell, "Pli", outcome(rate));
            results.add(cell, "other", outcome(100));
        }
        assertThat(results.table()
                        .lines()
                        .filter(line -> line.contains("| Pli |"))
                        .findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains("400 (100–500)", "3.0×: met"));
        assertThat(results.table()
                        .lines()
                        .filter(line -> line.contains("| other |"))
                        .findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains("| 4.0 |"));
    }

    @Test
    void a_round_that_failed_is_told_below_the_table() {
        Cell cell = new Delivery("delivered", 16, 20_000, true, Target.NONE);
        Results results = new Results();
        results.add(cell, "Pli", outcome(600));
        results.fail(cell, "peer", 2, new ExecutionException(new EOFException("closed by the server")));
        assertThat(results.text()).contains("delivered: round 2 of peer failed, closed by the server.");
        assertThat(results.table()).contains("| delivered | Pli |").doesNotContain("| delivered | peer |");
    }

    private static Cell.Outcome outcome(long count) {
        return new Cell.Outcome(count, 1, count * 1_000_000, count, 1_000_000, new long[] {1_000_000});
    }
}
