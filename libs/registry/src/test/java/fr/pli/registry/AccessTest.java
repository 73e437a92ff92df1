package fr.pli.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.Database;
import fr.pli.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a node knows of who may open a BAL, while others change it. */
class AccessTest {

    private static final Actor ADMIN = new Actor("admin", "test");
    private static final IdNatPs PAUL = new IdNatPs("899700000002");
    private static final IdNatStruct HOSPITAL = new IdNatStruct("1690000028");
    private static final Duration SOON = Duration.ofSeconds(20);

    private static TestPostgres postgres;
    private static Database database;
    private static Registry here;
    private static Registry there;

    @BeforeAll
    static void open() throws Exception {
        postgres = TestPostgres.fresh();
        database = postgres.open();
        here = new Registry(database);
        there = new Registry(database);
        here.addDomain("pli.mssante.fr", ADMIN);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void right_that_another_node_takes_away_is_gone_here_within_a_second_or_two() throws Exception {
        MssAddress bal = org("urgences");
        new Rights(there).set(bal, PAUL, Set.of(Right.READ), ADMIN);
        await().atMost(SOON).until(() -> may(bal, Right.READ));
        new Rights(there).set(bal, PAUL, Set.of(), ADMIN);
        await().atMost(SOON).until(() -> !may(bal, Right.READ));
    }

    @Test
    void bal_that_another_node_suspends_is_seen_so_here() throws Exception {
        MssAddress bal = org("suspendue");
        await().atMost(SOON).until(() -> state(bal).isOpen());
        there.moveTo(BalState.SUSPENDED, bal, ADMIN);
        await().atMost(SOON).until(() -> !state(bal).isOpen());
    }

    @Test
    void change_that_commits_long_after_it_was_made_is_seen_too() throws Exception {
        MssAddress bal = org("lente");
        long id = here.find(bal).orElseThrow().id();
        try (Connection slow = database.dataSource().getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("UPDATE bal SET state = 'SUSPENDED' WHERE id = " + id);
            MssAddress other = org("rapide"); // transactions after it commit before it
            there.moveTo(BalState.SUSPENDED, other, ADMIN);
            await().atMost(SOON).until(() -> !state(other).isOpen());
            assertThat(state(bal).isOpen()).isTrue();
            slow.commit();
        }
        await().atMost(SOON).until(() -> !state(bal).isOpen());
    }

    @Test
    void right_holds_from_its_first_moment_to_its_last() throws Exception {
        MssAddress bal = org("vacations");
        Instant from = Instant.parse("2026-12-01T07:00:00Z");
        Instant until = Instant.parse("2026-12-01T19:00:00Z");
        new Rights(here)
                .set(bal, PAUL, new GivenRights(Set.of(Right.WRITE), Optional.of(from), Optional.of(until)), ADMIN);
        BalAccess access = here.access(bal).orElseThrow();
        assertThat(access.allows(PAUL, Right.READ, from.minusMillis(1))).isFalse();
        assertThat(access.allows(PAUL, Right.READ, from)).isTrue();
        assertThat(access.allows(PAUL, Right.WRITE, until.minusMillis(1))).isTrue();
        assertThat(access.allows(PAUL, Right.WRITE, until)).isFalse();
        assertThat(access.allows(PAUL, Right.SEND, from)).isFalse();
    }

    private static MssAddress org(String local) throws RegistryException {
        MssAddress address = MssAddress.parse(local + "@pli.mssante.fr");
        here.create(NewBal.org(address, HOSPITAL), ADMIN);
        return address;
    }

    private static boolean may(MssAddress bal, Right right) {
        return here.access(bal).orElseThrow().allows(PAUL, right, Instant.now());
    }

    private static BalState state(MssAddress bal) {
        return here.find(bal).orElseThrow().state();
    }
}
