package fr.pli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.pli.imap.mail.MailboxName;
import fr.pli.mime.Content;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.postgres.Access;
import fr.pli.postgres.Database;
import fr.pli.postgres.Pool;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.Bal;
import fr.pli.registry.NewBal;
import fr.pli.registry.Registry;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database that is away, slow or busy is told within seconds, and nothing is half done. */
@Timeout(60)
class OutOfReachTest {

    private static final Actor ADMIN = new Actor("admin", "s0");
    private static final MssAddress BAL = MssAddress.parse("a@ch-a.pli.mssante.fr");

    private final TestPostgres postgres = TestPostgres.fresh();
    private Bal bal;

    @BeforeEach
    void create() throws Exception {
        try (Node node = new Node(postgres)) {
            node.registry().addDomain(BAL.domain(), ADMIN);
            bal = node.registry().create(NewBal.per(BAL, new IdNatPs("899700000001")), ADMIN);
        }
    }

    @Test
    void no_database_there() {
        Access nowhere = new Access("jdbc:postgresql://127.0.0.1:1/pli", "pli", "x");
        assertThatThrownBy(() -> Database.open(nowhere, nowhere, Pool.STANDARD))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void all_connections_in_use() throws Exception {
        Pool small = new Pool(1, Duration.ofMillis(300), Duration.ofSeconds(20));
        try (Database database = Database.open(postgres.owner(), postgres.application(), small);
                Connection taken = await().ignoreExceptions() // to connect may take longer than the pool waits
                        .until(() -> database.dataSource().getConnection(), Objects::nonNull)) {
            assertThat(taken.isValid(1)).isTrue();
            assertThatThrownBy(() -> new Registry(database).find(BAL)).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void mailbox_locked_for_too_long() throws Exception {
        Pool hasty = new Pool(4, Duration.ofSeconds(3), Duration.ofMillis(500));
        try (Database database = Database.open(postgres.owner(), postgres.application(), hasty);
                Watches watches = new Watches(database);
                Connection blocker = TestPostgres.connect(postgres.owner())) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("UPDATE mailbox SET size = size WHERE bal_id = " + bal.id());
            Acceptance acceptance = new Acceptance(database, watches);
            try (Content content = Letters.about("late")) {
                assertThatThrownBy(() -> acceptance.take(Letters.from(content, Letters.to(bal))))
                        .isInstanceOf(StoreUnavailableException.class);
                blocker.rollback();
                assertThat(postgres.ask("SELECT count(*) FROM mail")).containsExactly("0");
                acceptance.take(Letters.from(content, Letters.to(bal)));
            }
            assertThat(new PostgresMailStore(database, new Registry(database), watches)
                            .account(BAL)
                            .status(MailboxName.INBOX)
                            .messages())
                    .isEqualTo(1);
        }
    }

    @Test
    void connections_cut_in_the_middle_of_work() throws Exception {
        try (Node node = new Node(postgres)) {
            for (int i = 0; i < 5; i++) {
                postgres.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name = 'pli' AND datname = current_database()");
                takeOnceItWorks(node);
            }
            assertThat(node.mail().account(BAL).status(MailboxName.INBOX).messages())
                    .isEqualTo(5);
        }
    }

    private void takeOnceItWorks(Node node) throws Exception {
        List<Exception> failures = new ArrayList<>();
        try (Content content = Letters.about("again")) {
            while (true) {
                try {
                    node.acceptance().take(Letters.from(content, Letters.to(bal)));
                    return;
                } catch (StoreUnavailableException e) {
                    failures.add(e);
                    assertThat(failures).hasSizeLessThan(40);
                }
            }
        }
    }
}
