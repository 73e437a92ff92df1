package fr.pli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The faults that need nothing of the machine, once each; {@code ./pli bench --faults} plays all of them, many times. */
class FaultsTest {

    static final Fault[] FAULTS = {new OperatorKilled(), new PostgresKilled(), new PoolFull()};

    @ParameterizedTest
    @FieldSource("FAULTS")
    void what_was_acknowledged_is_there_exactly_once_after_the_fault(Fault fault) throws Exception {
        FaultRun.Outcome outcome = new FaultRun(fault, 1, new Random()).run();
        assertThat(outcome.broken()).isEmpty();
        assertThat(outcome.acknowledged()).isPositive();
    }
}
