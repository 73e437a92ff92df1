package fr.pli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two operators, some kills; {@code ./pli bench --faults --fault exchange} does it twenty times. */
class ExchangeRunTest {

    @Test
    void each_message_arrives_once_at_the_other_operator_or_comes_back_once() throws Exception {
        FaultRun.Outcome outcome = new ExchangeRun(2, new Random()).run();
        assertThat(outcome.broken()).isEmpty();
        assertThat(outcome.acknowledged()).isPositive();
    }
}
