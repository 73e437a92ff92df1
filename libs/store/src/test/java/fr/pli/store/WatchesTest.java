package fr.pli.store;

import static org.awaitility.Awaitility.await;

import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.MailboxName;
import fr.pli.mime.Content;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.Database;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.Bal;
import fr.pli.registry.NewBal;
import fr.pli.registry.Registry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchesTest {

    private static final Actor ADMIN = new Actor("admin", "s0");
    private static final Duration NEVER = Duration.ofHours(1);

    private final TestPostgres postgres = TestPostgres.fresh();
    private final Node sender = new Node(postgres);
    private final Database database = postgres.open();
    private final AtomicInteger told = new AtomicInteger();
    private Bal bal;

    @BeforeEach
    void create() throws Exception {
        sender.registry().addDomain("ch-a.pli.mssante.fr", ADMIN);
        bal = sender.registry()
                .create(NewBal.per(MssAddress.parse("a@ch-a.pli.mssante.fr"), new IdNatPs("899700000001")), ADMIN);
    }

    @AfterEach
    void close() {
        sender.close();
        database.close();
    }

    @Test
    void other_node_tells_by_notify() throws Exception {
        try (Watches watches = new Watches(database, NEVER);
                Mailbox.Watch watch = watch(watches)) {
            awaitListener();
            deliver();
            awaitTold(watch);
        }
    }

    @Test
    void change_whose_notify_was_lost_is_found_by_looking() throws Exception {
        try (Watches watches = new Watches(database, Duration.ofMillis(200));
                Mailbox.Watch watch = watch(watches)) {
            awaitTold(watch);
            postgres.run("UPDATE mailbox SET modseq = modseq + 1 WHERE bal_id = " + bal.id());
            awaitTold(watch);
        }
    }

    @Test
    void change_between_the_last_look_of_a_session_and_its_watch_is_told() throws Exception {
        try (Watches watches = new Watches(database, Duration.ofMillis(200))) {
            try (Mailbox.Watch other = watch(watches)) {
                awaitTold(other);
            }
            try (Mailbox.Watch watch = watch(watches)) {
                awaitTold(watch);
            }
        }
    }

    @Test
    void lost_connection_is_made_again_and_what_was_missed_is_found() throws Exception {
        try (Watches watches = new Watches(database, NEVER);
                Mailbox.Watch watch = watch(watches)) {
            awaitListener();
            told.set(0);
            postgres.run(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pli-listener'"
                            + " AND datname = current_database()");
            postgres.run("UPDATE mailbox SET modseq = modseq + 1 WHERE bal_id = " + bal.id());
            awaitTold(watch);
            awaitListener();
            deliver();
            awaitTold(watch);
        }
    }

    @Test
    void other_node_tells_who_watches_the_bal_by_notify() throws Exception {
        try (Watches watches = new Watches(database, NEVER);
                Mailbox.Watch watch = watchBal(watches)) {
            awaitListener();
            deliver();
            awaitTold(watch);
            sender.mail().account(bal.address()).create(new MailboxName("Labo"), Optional.empty());
            awaitTold(watch);
            sender.mail().account(bal.address()).subscribe(new MailboxName("Labo"));
            awaitTold(watch);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE mailbox SET modseq = modseq + 1 WHERE bal_id = ",
                "UPDATE mailbox SET name = name || 'x' WHERE name <> 'INBOX' AND bal_id = ",
                "DELETE FROM subscription WHERE bal_id = "
            })
    void change_in_a_bal_whose_notify_was_lost_is_found_by_looking(String sql) throws Exception {
        Account account = sender.mail().account(bal.address());
        account.create(new MailboxName("Labo"), Optional.empty());
        account.subscribe(new MailboxName("Labo"));
        try (Watches watches = new Watches(database, Duration.ofMillis(200));
                Mailbox.Watch watch = watchBal(watches)) {
            awaitTold(watch);
            postgres.run(sql + bal.id());
            awaitTold(watch);
        }
    }

    @Test
    void a_notification_that_names_no_mailbox_is_ignored_and_the_next_one_heard() throws Exception {
        try (Watches watches = new Watches(database, NEVER);
                Mailbox.Watch watch = watch(watches)) {
            awaitListener();
            postgres.run("SELECT pg_notify('pli_mailbox', 'somebody 12 x; DROP 99999999999999999999')");
            postgres.run("SELECT pg_notify('pli_mailbox', '')");
            told.set(0);
            deliver();
            awaitTold(watch);
        }
    }

    private Mailbox.Watch watch(Watches watches) throws Exception {
        return new PostgresMailStore(database, new Registry(database), watches)
                .account(bal.address())
                .open(MailboxName.INBOX)
                .watch(told::incrementAndGet);
    }

    private Mailbox.Watch watchBal(Watches watches) {
        return new PostgresMailStore(database, new Registry(database), watches)
                .account(bal.address())
                .watch(told::incrementAndGet);
    }

    private void deliver() throws NotTakenException {
        try (Content content = Letters.about("n")) {
            sender.acceptance().take(Letters.from(content, Letters.to(bal)));
        }
    }

    /** Two nodes listen, the sender's own and that of the test. */
    private void awaitListener() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> postgres.ask(
                                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pli-listener'"
                                        + " AND datname = current_database() AND state = 'idle' AND query ~ 'LISTEN|watched'")
                        .getFirst()
                        .equals("2"));
    }

    private void awaitTold(Mailbox.Watch watch) {
        await().atMost(Duration.ofSeconds(20)).until(() -> watch != null && told.getAndSet(0) > 0);
    }
}
