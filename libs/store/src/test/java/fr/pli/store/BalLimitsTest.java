package fr.pli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.Mailbox.FlagChange;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxException.Code;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.mail.Snapshot;
import fr.pli.mime.Content;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.Bal;
import fr.pli.registry.NewBal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one holder may put into his BAL has a bound. */
class BalLimitsTest {

    private static final Actor ADMIN = new Actor("admin", "s0");
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final BalLimits LIMITS = new BalLimits(3000, 4);

    private static TestPostgres postgres;
    private static Node node;
    private static PostgresMailStore store;

    @BeforeAll
    static void open() throws Exception {
        postgres = TestPostgres.fresh();
        node = new Node(postgres);
        store = new PostgresMailStore(node.database(), node.registry(), node.watches(), LIMITS);
        node.registry().addDomain("ch-a.pli.mssante.fr", ADMIN);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void a_mailbox_copied_into_itself_again_and_again_ends_at_the_limit_with_all_or_nothing() throws Exception {
        Bal bal = bal(0);
        Mailbox inbox = inbox(bal);
        append(bal);
        int copied = 0;
        MailboxException refused = null;
        while (refused == null && copied < 20) {
            int[] all = uids(inbox.snapshot());
            refused = catchThrowableOfType(MailboxException.class, () -> inbox.copy(all, MailboxName.INBOX));
            copied++;
        }
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo(Code.LIMIT);
        assertThat(uids(inbox.snapshot())).hasSize(2048).isSorted();
        assertThat(postgres.ask("SELECT refs FROM mail JOIN message ON mail_id = mail.id AND uid = 1 WHERE bal_id = "
                        + bal.id()))
                .containsExactly("2048");
        assertThat(postgres.ask("SELECT messages FROM mailbox WHERE bal_id = " + bal.id()))
                .containsExactly("2048");

        int[] all = uids(inbox.snapshot());
        inbox.store(all, FlagChange.ADD, Flags.of("\\Deleted"), Long.MAX_VALUE);
        account(bal).create(new MailboxName("Ailleurs"), Optional.empty());
        Mailbox.Copied moved = inbox.move(all, new MailboxName("Ailleurs"));
        assertThat(moved.to()).hasSize(2048).doesNotHaveDuplicates();
        assertThat(account(bal)
                        .open(new MailboxName("Ailleurs"))
                        .expunge(moved.to().stream().mapToInt(Integer::intValue).toArray()))
                .hasSize(2048);
        assertThat(postgres.ask(
                        "SELECT count(*) FROM mail WHERE refs <> 0 AND id IN (SELECT mail_id FROM message WHERE bal_id = "
                                + bal.id() + ")"))
                .containsExactly("0");
    }

    @Test
    void a_full_bal_takes_no_message_by_whatever_way() throws Exception {
        Bal bal = bal(0);
        append(bal);
        postgres.run("UPDATE mailbox SET messages = 3000 WHERE bal_id = " + bal.id());
        refused(Code.LIMIT, () -> append(bal));
        NotTakenException full = catchThrowableOfType(
                NotTakenException.class,
                () -> new Acceptance(node.database(), node.watches(), LIMITS)
                        .take(Letters.from(Letters.about("trop"), Letters.to(bal))));
        assertThat(full.full()).containsExactly(bal.address());
    }

    @Test
    void a_mailbox_that_has_given_all_uids_is_full_and_refuses_nobody_else_his_message() throws Exception {
        Bal bal = bal(0);
        Bal other = bal(0);
        append(bal);
        postgres.run("UPDATE mailbox SET uidnext = 2147483646 WHERE bal_id = " + bal.id());
        append(bal);
        assertThat(uids(inbox(bal).snapshot())).containsExactly(1, 2147483646);
        refused(Code.OVERQUOTA, () -> append(bal));
        refused(Code.LIMIT, () -> inbox(bal).copy(new int[] {1}, MailboxName.INBOX));
        NotTakenException full = catchThrowableOfType(
                NotTakenException.class,
                () -> new Acceptance(node.database(), node.watches(), LIMITS)
                        .take(Letters.from(Letters.about("trop"), Letters.to(bal), Letters.to(other))));
        assertThat(full.full()).containsExactly(bal.address());
    }

    @Test
    void mailboxes_have_a_bound() throws Exception {
        Bal bal = bal(0);
        account(bal).create(new MailboxName("a/b/c"), Optional.empty());
        refused(Code.LIMIT, () -> account(bal).create(new MailboxName("d"), Optional.empty()));
    }

    @Test
    void keywords_of_a_mailbox_have_a_bound_and_those_that_are_gone_make_room() throws Exception {
        Bal bal = bal(0);
        Mailbox inbox = inbox(bal);
        append(bal);
        append(bal);
        int[] first = {1};
        inbox.store(first, FlagChange.ADD, keywords(0, 60), Long.MAX_VALUE);
        inbox.store(new int[] {2}, FlagChange.ADD, keywords(60, 100), Long.MAX_VALUE);
        refused(Code.LIMIT, () -> inbox.store(first, FlagChange.ADD, Flags.of("encore"), Long.MAX_VALUE));
        inbox.store(first, FlagChange.ADD, Flags.of("K1", "\\Seen"), Long.MAX_VALUE);
        try (Content content = Letters.about("posé")) {
            refused(
                    Code.LIMIT,
                    () -> account(bal).append(MailboxName.INBOX, Flags.of("encore"), Instant.EPOCH, content));
        }
        account(bal).create(new MailboxName("Labo"), Optional.empty());
        try (Content content = Letters.about("posé")) {
            account(bal).append(new MailboxName("Labo"), Flags.of("ailleurs"), Instant.EPOCH, content);
        }
        refused(Code.LIMIT, () -> account(bal).open(new MailboxName("Labo")).copy(first, MailboxName.INBOX));
        refused(Code.LIMIT, () -> account(bal).open(new MailboxName("Labo")).move(first, MailboxName.INBOX));

        inbox.store(new int[] {2}, FlagChange.REPLACE, Flags.NONE, Long.MAX_VALUE);
        inbox.store(first, FlagChange.ADD, Flags.of("encore"), Long.MAX_VALUE);
        assertThat(inbox.snapshot().flags(0).keywords()).hasSize(61);
    }

    @Test
    void messages_with_the_same_keywords_share_them() throws Exception {
        Bal bal = bal(0);
        append(bal);
        append(bal);
        Mailbox inbox = inbox(bal);
        inbox.store(new int[] {1, 2}, FlagChange.ADD, keywords(0, 64), Long.MAX_VALUE);
        Snapshot snapshot = inbox(bal).snapshot();
        assertThat(snapshot.flags(0).keywords())
                .isSameAs(snapshot.flags(1).keywords())
                .hasSize(64);
    }

    @Test
    void a_message_that_is_refused_takes_no_room_from_those_that_arrive_with_it() throws Exception {
        Bal bal = bal(2_000);
        Deposits deposits = new Deposits(node.database(), LIMITS);
        List<DepositStatement.Outcome> outcomes = deposits.together(List.of(
                Deposit.of(Letters.from(Letters.sized(5_000), Letters.to(bal))),
                Deposit.of(Letters.from(Letters.about("petit"), Letters.to(bal)))));
        assertThat(outcomes.get(0).isFull()).isTrue();
        assertThat(outcomes.get(1).mail()).isPresent();
    }

    @Test
    void what_is_let_go_of_while_it_is_read_is_not_counted() throws Exception {
        Bal bal = bal(0);
        append(bal);
        Bal other = bal(0);
        append(other);
        Snapshots snapshots = new Snapshots(node.database(), 1);
        for (int i = 0; i < 20; i++) {
            for (Bal each : List.of(bal, other)) {
                List<Thread> readers = IntStream.range(0, 4)
                        .mapToObj(_ -> Thread.ofVirtual().start(() -> snapshots.now(box(each))))
                        .toList();
                for (Thread reader : readers) {
                    reader.join();
                }
            }
        }
        snapshots.now(box(bal));
        assertThat(snapshots.messages()).isEqualTo(1);
    }

    private static Box box(Bal bal) {
        try {
            return new Box(
                    bal.id(),
                    Long.parseLong(postgres.ask("SELECT id FROM mailbox WHERE name = 'INBOX' AND bal_id = " + bal.id())
                            .getFirst()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Flags keywords(int from, int to) {
        return Flags.of(IntStream.range(from, to).mapToObj(i -> "k" + i).toList());
    }

    private static void refused(Code code, ThrowingCallable call) {
        MailboxException refused = catchThrowableOfType(MailboxException.class, call);
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo(code);
    }

    private static int[] uids(Snapshot snapshot) {
        return IntStream.range(0, snapshot.size()).map(snapshot::uid).toArray();
    }

    private static void append(Bal bal) throws Exception {
        try (Content content = Letters.about("petit")) {
            account(bal).append(MailboxName.INBOX, Flags.NONE, Instant.EPOCH, content);
        }
    }

    private static Account account(Bal bal) {
        return store.account(bal.address());
    }

    private static Mailbox inbox(Bal bal) throws Exception {
        return account(bal).open(MailboxName.INBOX);
    }

    private static Bal bal(long quota) throws Exception {
        MssAddress address = MssAddress.parse("b" + COUNT.incrementAndGet() + "@ch-a.pli.mssante.fr");
        Bal bal = node.registry().create(NewBal.per(address, new IdNatPs("899700000017")), ADMIN);
        return node.registry().describe(bal.address(), "", false, quota, ADMIN);
    }
}
