package fr.pli.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.Database;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Connections.Means;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private static final Actor ADMIN = new Actor("admin", "s0");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static TestPostgres postgres;
    private static Database database;
    private static Registry registry;

    private volatile Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Connections connections = connections();

    @BeforeAll
    static void open() throws Exception {
        postgres = TestPostgres.fresh();
        database = postgres.open();
        registry = new Registry(database);
        registry.addDomain("ch-a.pli.mssante.fr", ADMIN);
    }

    @AfterAll
    static void shut() {
        database.close();
    }

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void log_ins_within_five_minutes_by_the_same_means_count_once() throws Exception {
        Bal bal = bal();
        for (int i = 0; i < 10; i++) {
            connections.note(bal.id(), Means.PSC);
        }
        connections.note(bal.id(), Means.SECOURS);
        await().until(() -> noted(bal) == 2);
        now = now.plus(Duration.ofMinutes(4));
        connections.note(bal.id(), Means.PSC);
        now = now.plus(Duration.ofMinutes(2));
        connections.note(bal.id(), Means.PSC);
        await().until(() -> noted(bal) == 3);
        assertThat(ask("SELECT state FROM bal WHERE id = " + bal.id())).containsExactly("ACTIVE");
        assertThat(ask("SELECT floor(extract(epoch FROM connected_at))::bigint FROM bal WHERE id = " + bal.id()))
                .containsExactly(String.valueOf(now.getEpochSecond()));
    }

    @Test
    void a_bal_that_was_unpublished_or_announced_is_active_again_and_to_be_published() throws Exception {
        Bal bal = bal();
        postgres.run("UPDATE bal SET state = 'NOTICE', notices = 2, noticed_at = now() WHERE id = " + bal.id());
        postgres.run("DELETE FROM publication");
        connections.note(bal.id(), Means.PSC);
        await().until(() -> ask("SELECT bal_id FROM publication").contains(String.valueOf(bal.id())));
        assertThat(ask("SELECT state || notices || coalesce(noticed_at::text, '-') FROM bal WHERE id = " + bal.id()))
                .containsExactly("ACTIVE0-");
        assertThat(ask("SELECT reason FROM audit WHERE action = 'bal-active' AND bal = '" + bal.address() + "'"))
                .containsExactly("connected-while-notice");
    }

    @Test
    void a_suspended_bal_stays_suspended_and_a_deleted_one_deleted() throws Exception {
        Bal suspended = bal();
        Bal deleted = bal();
        registry.moveTo(BalState.SUSPENDED, suspended.address(), ADMIN);
        registry.delete(deleted.address(), ADMIN);
        connections.note(suspended.id(), Means.PSC);
        connections.note(deleted.id(), Means.PSC);
        await().until(() -> noted(suspended) == 1);
        assertThat(ask("SELECT state FROM bal WHERE id IN (" + suspended.id() + ", " + deleted.id() + ") ORDER BY id"))
                .containsExactly("SUSPENDED", "DELETED");
        assertThat(noted(deleted)).isZero();
    }

    @Test
    void what_was_noted_is_written_before_it_stops() throws Exception {
        Bal bal = bal();
        connections.note(bal.id(), Means.CERT);
        connections.close();
        assertThat(noted(bal)).isEqualTo(1);
    }

    @Test
    void log_ins_within_the_window_on_two_nodes_count_once_and_by_other_means_again() throws Exception {
        Bal bal = bal();
        try (Connections other = connections()) {
            connections.note(bal.id(), Means.PSC);
            other.note(bal.id(), Means.PSC);
            other.note(bal.id(), Means.SECOURS);
            connections.close();
        }
        assertThat(ask("SELECT means FROM connection WHERE bal_id = " + bal.id() + " ORDER BY means"))
                .containsExactly("PSC", "SECOURS");
    }

    @Test
    void a_node_that_waited_for_the_other_counts_what_that_one_has_counted() throws Exception {
        Bal bal = bal();
        try (java.sql.Connection first = TestPostgres.connect(postgres.owner())) {
            first.setAutoCommit(false);
            first.createStatement().execute("UPDATE bal SET connected_at = now() WHERE id = " + bal.id());
            connections.note(bal.id(), Means.PSC);
            await().until(() -> !ask("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                            + " AND datname = current_database() AND application_name = 'pli'")
                    .isEmpty());
            first.createStatement()
                    .execute("INSERT INTO connection VALUES (" + bal.id() + ", '" + now.minusSeconds(60) + "', 'PSC')");
            first.commit();
        }
        connections.close();
        assertThat(noted(bal)).isEqualTo(1);
    }

    private Connections connections() {
        return new Connections(database, Duration.ofMinutes(5), () -> now);
    }

    private static Bal bal() throws Exception {
        String address = "c" + COUNT.incrementAndGet() + "@ch-a.pli.mssante.fr";
        return registry.create(NewBal.per(MssAddress.parse(address), new IdNatPs("899700000017")), ADMIN);
    }

    private static int noted(Bal bal) throws Exception {
        return Integer.parseInt(ask("SELECT count(*) FROM connection WHERE bal_id = " + bal.id())
                .getFirst());
    }

    private static List<String> ask(String query) throws Exception {
        return postgres.ask(query);
    }
}
