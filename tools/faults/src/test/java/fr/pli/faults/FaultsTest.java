package fr.pli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The faults that need nothing of the machine, once each; {@code ./pli bench --faults} plays all of them, many times. */
class FaultsTest {

    @Test
    void what_was_acknowledged_is_there_exactly_once_after_each_fault() throws Exception {
        List<Fault> faults = List.of(new OperatorKilled(), new PostgresKilled(), new PoolFull());
        FaultRun.Outcome outcome = new FaultRun(new InTurn(faults), faults.size(), new Random()).run();
        assertThat(outcome.broken()).isEmpty();
        assertThat(outcome.acknowledged()).isPositive();
        assertThat(outcome.excuses()).as("felt by the clients").isPositive();
    }

    /** One fault after the other, at one site. */
    private static final class InTurn implements Fault {

        private final List<Fault> faults;
        private int strikes;

        InTurn(List<Fault> faults) {
            this.faults = faults;
        }

        @Override
        public String name() {
            return "in-turn";
        }

        @Override
        public Preparation prepare(Path folder) {
            return new PoolFull().prepare(folder);
        }

        @Override
        public void strike(Site site, Random random) throws Exception {
            strikes++;
            current().strike(site, random);
        }

        @Override
        public Duration lasts(Random random) {
            return current().lasts(random);
        }

        @Override
        public void heal(Site site) throws Exception {
            current().heal(site);
        }

        private Fault current() {
            return faults.get(strikes - 1);
        }
    }
}
