package fr.pli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.Mailbox.FlagChange;
import fr.pli.imap.mail.MailboxName;
import fr.pli.mime.Content;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.Database;
import fr.pli.postgres.Pool;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.Bal;
import fr.pli.registry.NewBal;
import fr.pli.registry.Registry;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for a BAL keeps no connection from those who want another. */
@Timeout(120)
class WaitingTest {

    private static final Actor ADMIN = new Actor("admin", "s0");
    /** Three connections for all. */
    private static final Pool SMALL = new Pool(3, Duration.ofSeconds(2), Duration.ofSeconds(60));

    private final TestPostgres postgres = TestPostgres.fresh();

    @Test
    void many_that_wait_for_one_bal_keep_no_other_from_its_mail() throws Exception {
        try (Database database = Database.open(postgres.owner(), postgres.application(), SMALL);
                Watches watches = new Watches(database);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Registry registry = new Registry(database);
            registry.addDomain("ch-a.pli.mssante.fr", ADMIN);
            Bal busy = bal(registry, "busy");
            Bal other = bal(registry, "other");
            Acceptance acceptance = new Acceptance(database, watches);
            PostgresMailStore store = new PostgresMailStore(database, registry, watches);
            Mailbox inbox = store.account(busy.address()).open(MailboxName.INBOX);
            acceptance.take(Letters.from(Letters.about("un"), Letters.to(busy)));

            List<Future<?>> waiting = new ArrayList<>();
            try (Connection elsewhere = TestPostgres.connect(postgres.owner())) {
                elsewhere.setAutoCommit(false);
                elsewhere.createStatement().execute("UPDATE mailbox SET size = size WHERE bal_id = " + busy.id());
                for (int i = 0; i < 24; i++) {
                    String keyword = "k" + i;
                    waiting.add(threads.submit((Callable<int[]>)
                            () -> inbox.store(new int[] {1}, FlagChange.ADD, Flags.of(keyword), Long.MAX_VALUE)));
                    waiting.add(threads.submit(
                            () -> acceptance.take(Letters.from(Letters.about("à " + keyword), Letters.to(busy)))));
                    waiting.add(threads.submit(() -> append(store, busy)));
                }
                await().until(() -> !postgres.ask("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                + " AND datname = current_database() AND application_name = 'pli'")
                        .isEmpty());
                for (int i = 0; i < 10; i++) {
                    acceptance.take(Letters.from(Letters.about("à l'autre"), Letters.to(other)));
                    append(store, other);
                }
                assertThat(store.account(other.address())
                                .status(MailboxName.INBOX)
                                .messages())
                        .isEqualTo(20);
                assertThat(waiting).noneMatch(Future::isDone);
                elsewhere.rollback();
            }
            for (Future<?> each : waiting) {
                each.get();
            }
            assertThat(store.account(busy.address()).status(MailboxName.INBOX).messages())
                    .isEqualTo(49);
            assertThat(inbox.snapshot().flags(0).keywords()).hasSize(24);
        }
    }

    private static Object append(PostgresMailStore store, Bal bal) throws Exception {
        try (Content content = Letters.about("posé")) {
            return store.account(bal.address()).append(MailboxName.INBOX, Flags.NONE, Instant.EPOCH, content);
        }
    }

    private static Bal bal(Registry registry, String local) throws Exception {
        return registry.create(
                NewBal.per(MssAddress.parse(local + "@ch-a.pli.mssante.fr"), new IdNatPs("899700000017")), ADMIN);
    }
}
