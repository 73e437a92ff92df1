package fr.pli.registry;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.postgres.Database;
import fr.pli.postgres.TestPostgres;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TracesTest {

    private static final Duration THREE_YEARS = Duration.ofDays(1095);

    @Test
    void months_that_ended_before_the_retention_are_dropped_and_no_other() throws Exception {
        TestPostgres postgres = TestPostgres.fresh();
        for (String journal : new String[] {"audit", "connection", "indicator"}) {
            postgres.run("CREATE TABLE %s_2019_05 PARTITION OF %s FOR VALUES FROM ('2019-05-01') TO ('2019-06-01')"
                    .formatted(journal, journal));
            postgres.run("ALTER TABLE %s_2019_05 OWNER TO pli_owner".formatted(journal));
        }
        try (Database database = postgres.open()) {
            Traces traces = new Traces(database);
            assertThat(traces.forget(Traces.Journal.AUDIT, Duration.ofDays(61))).isEmpty();
            assertThat(traces.forget(Traces.Journal.AUDIT, Duration.ofDays(36_500)))
                    .isEmpty();
            assertThat(traces.forget(Traces.Journal.AUDIT, THREE_YEARS)).containsExactly("2019_05");
            assertThat(traces.forget(Traces.Journal.CONNECTION, THREE_YEARS)).containsExactly("2019_05");
            assertThat(traces.forget(Traces.Journal.CONNECTION, THREE_YEARS)).isEmpty();
        }
        assertThat(postgres.ask("SELECT to_regclass('audit_2019_05')")).containsExactly((String) null);
        assertThat(postgres.ask("SELECT to_regclass('indicator_2019_05')")).doesNotContainNull();
    }
}
