package fr.pli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.Mailbox.FlagChange;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxName;
import fr.pli.mime.Content;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.Bal;
import fr.pli.registry.BalState;
import fr.pli.registry.NewBal;
import fr.pli.registry.RegistryException;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who writes into a BAL while its state changes: each in both orders, on two nodes. */
class BalRaceTest {

    private static final Actor ADMIN = new Actor("admin", "s0");
    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final MailboxName LABO = new MailboxName("Labo");

    private static TestPostgres postgres;
    private static Node one;
    private static Node other;

    @BeforeAll
    static void open() throws Exception {
        postgres = TestPostgres.fresh();
        one = new Node(postgres);
        other = new Node(postgres);
        one.registry().addDomain("ch-a.pli.mssante.fr", ADMIN);
    }

    @AfterAll
    static void close() {
        one.close();
        other.close();
    }

    /** Every way to write into a BAL that holds two messages in INBOX, one of them deleted, and a mailbox Labo. */
    enum Writer {
        DELIVERY,
        APPEND,
        COPY,
        MOVE,
        STORE,
        EXPUNGE,
        CREATE,
        RENAME,
        RENAME_INBOX,
        REPLACE,
        REMOVE;

        /** @return whether it was done */
        boolean write(Node node, Bal... bals) throws Exception {
            Account account = node.mail().account(bals[0].address());
            Mailbox inbox = account.open(MailboxName.INBOX);
            int unique = COUNT.incrementAndGet();
            try {
                switch (this) {
                    case DELIVERY ->
                        node.acceptance()
                                .take(Letters.from(
                                        Letters.about("arrivée" + unique),
                                        Arrays.stream(bals).map(Letters::to).toArray(Recipient[]::new)));
                    case APPEND -> {
                        try (Content content = Letters.about("posé" + unique)) {
                            account.append(LABO, Flags.NONE, Instant.EPOCH, content);
                        }
                    }
                    case COPY -> {
                        return !inbox.copy(new int[] {1}, LABO).to().isEmpty();
                    }
                    case MOVE -> {
                        return !inbox.move(new int[] {1}, LABO).to().isEmpty();
                    }
                    case STORE -> {
                        long before = inbox.snapshot().highestModSeq();
                        inbox.store(new int[] {1}, FlagChange.ADD, Flags.of("k" + unique % 50), Long.MAX_VALUE);
                        return inbox.snapshot().highestModSeq() > before;
                    }
                    case EXPUNGE -> {
                        return inbox.expunge(new int[] {2}).length > 0;
                    }
                    case CREATE -> account.create(new MailboxName("N" + unique), Optional.empty());
                    case RENAME -> {
                        account.rename(LABO, new MailboxName("L" + unique));
                        account.rename(new MailboxName("L" + unique), LABO);
                    }
                    case RENAME_INBOX -> account.rename(MailboxName.INBOX, new MailboxName("I" + unique));
                    case REPLACE -> {
                        try (Content content = Letters.about("remplacé" + unique)) {
                            inbox.replace(1, LABO, Flags.NONE, Instant.EPOCH, content);
                        }
                    }
                    case REMOVE -> account.delete(LABO);
                }
                return true;
            } catch (NotTakenException | MailboxException e) {
                return false;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoever_waited_for_a_deletion_writes_nothing(Writer writer) throws Exception {
        Bal bal = bal();
        String before = content(bal);
        assertThat(after("state = 'DELETED'", bal, writer)).isFalse();
        assertThat(content(bal)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DELIVERY")
    void whoever_waited_for_a_suspension_writes_nothing(Writer writer) throws Exception {
        Bal bal = bal();
        String before = content(bal);
        assertThat(after("state = 'SUSPENDED'", bal, writer)).isFalse();
        assertThat(content(bal)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"DELIVERY", "APPEND", "COPY"})
    void whoever_waited_for_a_smaller_quota_keeps_it(Writer writer) throws Exception {
        Bal bal = bal();
        String before = content(bal);
        assertThat(after("quota = 10", bal, writer)).isFalse();
        assertThat(content(bal)).isEqualTo(before);
    }

    @Test
    void a_delivery_that_waited_counts_what_was_put_into_another_mailbox_meanwhile() throws Exception {
        Bal bal = bal();
        int quota = Integer.parseInt(postgres.ask("SELECT sum(size) + 150 FROM mailbox WHERE bal_id = " + bal.id())
                .getFirst());
        one.registry().describe(bal.address(), "", false, quota, ADMIN);
        try (Connection first = begun(
                "SELECT FROM bal WHERE id = " + bal.id() + " FOR NO KEY UPDATE",
                "UPDATE mailbox SET size = size + 100 WHERE name = 'Labo' AND bal_id = " + bal.id())) {
            CompletableFuture<Boolean> written = write(one, Writer.DELIVERY, bal);
            awaitWaiting();
            first.commit();
            assertThat(written.get()).isFalse();
        }
    }

    @Test
    void what_a_delivery_was_acknowledged_for_is_not_deleted_unexported() throws Exception {
        Lives lives = new Lives(other.database(), other.registry(), other.watches());
        Bal bal = bal();
        long arrivals = lives.arrivals(bal);
        Lives.Life life =
                lives.idleSince(Instant.now().plusSeconds(60), bal.id() - 1, 1).getFirst();
        try (Connection first = begun("UPDATE mailbox SET size = size WHERE bal_id = " + bal.id())) {
            CompletableFuture<Boolean> written = write(one, Writer.DELIVERY, bal);
            awaitWaiting();
            CompletableFuture<Boolean> deleted = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return lives.delete(life, Instant.now(), arrivals, Lives.Keeping.NOTHING);
                        } catch (java.io.IOException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    THREADS);
            first.rollback();
            assertThat(written.get() && deleted.get()).as("taken and deleted").isFalse();
            assertThat(written.get() || deleted.get()).isTrue();
        }
    }

    @Test
    void no_pair_of_writers_waits_for_each_other() throws Exception {
        List<Task> tasks = new ArrayList<>();
        for (Writer writer : Writer.values()) {
            tasks.add((node, bals) -> writer.write(node, bals));
        }
        tasks.add((node, bals) -> node.registry().moveTo(BalState.SUSPENDED, bals[0].address(), ADMIN));
        tasks.add((node, bals) -> node.registry().moveTo(BalState.ACTIVE, bals[0].address(), ADMIN));
        tasks.add((node, bals) -> node.registry().describe(bals[0].address(), "", false, 0, ADMIN));
        tasks.add((node, bals) -> new MailSweep(node.database()).run());
        tasks.add((node, bals) -> new Lives(node.database(), node.registry(), node.watches())
                .announce(life(node, bals[0]), Instant.now(), Letters.about("fin"), Optional.empty()));
        tasks.add((node, bals) -> node.registry().delete(bals[0].address(), ADMIN));
        Bal[] pair = {bal(), bal()};
        for (int first = 0; first < tasks.size(); first++) {
            for (int second = first; second < tasks.size(); second++) {
                if (first == tasks.size() - 1 || second == tasks.size() - 1) {
                    pair = new Bal[] {bal(), bal()};
                }
                together(tasks.get(first), tasks.get(second), pair);
            }
        }
    }

    private interface Task {
        Object run(Node node, Bal... bals) throws Exception;
    }

    private static Lives.Life life(Node node, Bal bal) {
        return new Lives(node.database(), node.registry(), node.watches())
                .idleSince(Instant.now().plusSeconds(60), bal.id() - 1, 1)
                .getFirst();
    }

    /** Some of both at once, each on its node, with the BAL in the one order and in the other. */
    private static void together(Task first, Task second, Bal... pair) {
        CyclicBarrier start = new CyclicBarrier(4);
        Bal[] straight = {pair[0], pair[1]};
        Bal[] turned = {pair[1], pair[0]};
        CompletableFuture.allOf(
                        run(start, first, one, straight),
                        run(start, second, other, straight),
                        run(start, first, other, turned),
                        run(start, second, one, turned))
                .join();
    }

    private static CompletableFuture<Void> run(CyclicBarrier start, Task task, Node node, Bal... bals) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        start.await();
                        task.run(node, bals);
                    } catch (RegistryException | MailboxException | java.util.NoSuchElementException e) {
                        assertThat(e).isNotNull(); // it came too late
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                THREADS);
    }

    /** The change is made and not committed; the writer waits for it; then it is committed. */
    private static boolean after(String change, Bal bal, Writer writer) throws Exception {
        try (Connection first = begun("UPDATE bal SET " + change + " WHERE id = " + bal.id())) {
            CompletableFuture<Boolean> written = write(one, writer, bal);
            awaitWaiting();
            first.commit();
            return written.get();
        }
    }

    private static Connection begun(String... statements) throws Exception {
        Connection connection = TestPostgres.connect(postgres.owner());
        connection.setAutoCommit(false);
        for (String statement : statements) {
            connection.createStatement().execute(statement);
        }
        return connection;
    }

    private static CompletableFuture<Boolean> write(Node node, Writer writer, Bal... bals) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return writer.write(node, bals);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                THREADS);
    }

    private static void awaitWaiting() {
        await().until(() -> !postgres.ask("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                        + " AND datname = current_database() AND application_name = 'pli'")
                .isEmpty());
    }

    /** All that a writer could change. */
    private static String content(Bal bal) throws Exception {
        return postgres.ask(
                        "SELECT string_agg(name || messages || ' ' || modseq, ',' ORDER BY name) FROM mailbox WHERE bal_id = "
                                + bal.id())
                .getFirst();
    }

    private static Bal bal() throws Exception {
        MssAddress address = MssAddress.parse("r" + COUNT.incrementAndGet() + "@ch-a.pli.mssante.fr");
        Bal bal = one.registry().create(NewBal.per(address, new IdNatPs("899700000017")), ADMIN);
        one.acceptance().take(Letters.from(Letters.about("un"), Letters.to(bal)));
        one.acceptance().take(Letters.from(Letters.about("deux"), Letters.to(bal)));
        Account account = one.mail().account(address);
        account.create(LABO, Optional.empty());
        account.open(MailboxName.INBOX).store(new int[] {2}, FlagChange.ADD, Flags.of("\\Deleted"), Long.MAX_VALUE);
        return bal;
    }
}
