package fr.pli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.MailboxName;
import fr.pli.mime.Content;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.Bal;
import fr.pli.registry.NewBal;
import fr.pli.registry.RegistryException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AcceptanceTest {

    private static final Actor ADMIN = new Actor("admin", "s0");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static TestPostgres postgres;
    private static Node node;

    @BeforeAll
    static void open() throws Exception {
        postgres = TestPostgres.fresh();
        node = new Node(postgres);
        node.registry().addDomain("ch-a.pli.mssante.fr", ADMIN);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void message_lies_in_the_inbox_of_each_local_recipient() throws Exception {
        Bal a = bal(0);
        Bal b = bal(0);
        take("hello", Letters.to(a), Letters.to(b));
        assertThat(node.mail().account(a.address()).status(MailboxName.INBOX).messages())
                .isEqualTo(1);
        assertThat(node.mail().account(b.address()).status(MailboxName.INBOX).unseen())
                .isEqualTo(1);
    }

    @Test
    void body_is_stored_once_for_all() throws Exception {
        long mail = take("once", Letters.to(bal(0)), Letters.to(bal(0)), Letters.to("x@ch-b.mssante.fr"));
        assertThat(ask("SELECT refs FROM mail WHERE id = " + mail)).containsExactly("3");
        assertThat(ask("SELECT count(*) FROM mail_body WHERE mail_id = " + mail))
                .containsExactly("1");
    }

    @Test
    void recipient_named_twice_gets_it_once() throws Exception {
        Bal bal = bal(0);
        Recipient again = new Recipient.Local(
                new MssAddress(
                        bal.address().local().toUpperCase(java.util.Locale.ROOT),
                        bal.address().domain()),
                bal.id());
        long mail =
                take("twice", Letters.to(bal), again, Letters.to("x@ch-b.mssante.fr"), Letters.to("X@CH-B.mssante.fr"));
        assertThat(node.mail().account(bal.address()).status(MailboxName.INBOX).messages())
                .isEqualTo(1);
        assertThat(ask("SELECT recipient FROM queue WHERE mail_id = " + mail)).containsExactly("x@ch-b.mssante.fr");
        assertThat(ask("SELECT refs FROM mail WHERE id = " + mail)).containsExactly("2");
    }

    @Test
    void remote_recipients_wait_in_the_queue_with_their_dsn_parameters() throws Exception {
        long mail = take("far", Letters.to("x@ch-b.mssante.fr"), Letters.to("y@patient.mssante.fr"));
        assertThat(ask("SELECT concat_ws(' ', sender, recipient, domain, notify_on, orcpt) FROM queue WHERE mail_id = "
                        + mail + " ORDER BY id"))
                .containsExactly(
                        Letters.MARIE + " x@ch-b.mssante.fr ch-b.mssante.fr FAILURE rfc822;x@ch-b.mssante.fr",
                        Letters.MARIE + " y@patient.mssante.fr patient.mssante.fr FAILURE rfc822;y@patient.mssante.fr");
    }

    @Test
    void indicators_have_a_row_for_each_recipient_in_the_order_of_the_envelope() throws Exception {
        Bal bal = bal(0);
        long mail = take("counted", Letters.to("x@ch-b.mssante.fr"), Letters.to(bal));
        assertThat(ask("SELECT concat_ws(' ', sender, recipient, ins, codes, nil) FROM indicator WHERE mail_id = "
                        + mail + " ORDER BY recipient_no"))
                .containsExactly(
                        Letters.MARIE + " x@ch-b.mssante.fr O {34112-3,PRESC-BIO} DEV935997",
                        Letters.MARIE + " " + bal.address() + " O {34112-3,PRESC-BIO} DEV935997");
    }

    @Test
    void message_that_no_bal_of_ours_emitted_is_not_counted() throws Exception {
        Delivery emitted = Letters.from(Letters.about("in"), Letters.to(bal(0)));
        try (Content content = emitted.content()) {
            long mail = node.acceptance()
                    .take(new Delivery(emitted.envelope(), content, java.util.Optional.empty(), emitted.audit()));
            assertThat(ask("SELECT count(*) FROM indicator WHERE mail_id = " + mail))
                    .containsExactly("0");
        }
    }

    @Test
    void acceptance_leaves_one_line_of_audit() throws Exception {
        long mail = take("traced", Letters.to(bal(0)), Letters.to(bal(0)));
        assertThat(ask("SELECT concat_ws(' ', who, action, bal, session, outcome) FROM audit WHERE mail_id = " + mail))
                .containsExactly("899700000001 submitted " + Letters.MARIE + " s1 done");
    }

    @Test
    void one_full_bal_and_nobody_gets_it() throws Exception {
        Bal full = bal(100);
        Bal free = bal(0);
        List<String> before = traces();
        assertThatThrownBy(() -> take("too long for one hundred octets", Letters.to(free), Letters.to(full)))
                .isInstanceOfSatisfying(
                        NotTakenException.class, e -> assertThat(e.full()).containsExactly(full.address()));
        assertThat(traces()).isEqualTo(before);
    }

    @Test
    void large_message_for_a_full_bal_leaves_nothing_either() throws Exception {
        Bal full = bal(100);
        List<String> before = traces();
        try (Content content = Letters.sized(3_000_000)) {
            assertThatThrownBy(() -> node.acceptance().take(Letters.from(content, Letters.to(full))))
                    .isInstanceOf(NotTakenException.class);
        }
        assertThat(traces()).isEqualTo(before);
    }

    @Test
    void bal_deleted_meanwhile_is_named() throws Exception {
        Bal gone = bal(0);
        node.registry().delete(gone.address(), ADMIN);
        assertThatThrownBy(() -> take("late", Letters.to(gone)))
                .isInstanceOfSatisfying(
                        NotTakenException.class, e -> assertThat(e.gone()).containsExactly(gone.address()));
    }

    @Test
    void room_is_known_before_the_message_comes() throws Exception {
        Bal bal = bal(1000);
        assertThat(node.acceptance().hasRoom(bal, 1000)).isTrue();
        assertThat(node.acceptance().hasRoom(bal, 1001)).isFalse();
        assertThat(node.acceptance().hasRoom(bal(0), Long.MAX_VALUE)).isTrue();
    }

    @Test
    void of_many_that_come_at_once_only_those_that_fit_are_taken() throws Exception {
        Bal small;
        try (Content one = Letters.about("at once")) {
            small = bal(10 * one.spool().size());
        }
        Bal large = bal(0);
        AtomicInteger refused = new AtomicInteger();
        List<Future<Long>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 100; n++) {
                Bal to = n % 2 == 0 ? small : large;
                all.add(threads.submit(() -> {
                    try {
                        return take("at once", Letters.to(to));
                    } catch (NotTakenException e) {
                        assertThat(e.full()).containsExactly(small.address());
                        return (long) refused.incrementAndGet();
                    }
                }));
            }
        }
        for (Future<Long> each : all) {
            each.get();
        }
        assertThat(refused).hasValue(40);
        assertThat(uids(small)).isEqualTo(IntStream.rangeClosed(1, 10).boxed().toList());
        assertThat(uids(large)).isEqualTo(IntStream.rangeClosed(1, 50).boxed().toList());
    }

    @Test
    void watcher_of_the_inbox_is_told() throws Exception {
        Bal bal = bal(0);
        Mailbox inbox = node.mail().account(bal.address()).open(MailboxName.INBOX);
        AtomicInteger told = new AtomicInteger();
        try (Mailbox.Watch watch = inbox.watch(told::incrementAndGet)) {
            take("now", Letters.to(bal));
            assertThat(told).hasPositiveValue();
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void appended_message_counts_in_the_quota_of_deliveries() throws Exception {
        Bal bal = bal(500);
        Account account = node.mail().account(bal.address());
        account.create(new MailboxName("Envoyés"), java.util.Optional.empty());
        try (Content content = Letters.sized(450)) {
            account.append(new MailboxName("Envoyés"), fr.pli.imap.mail.Flags.NONE, java.time.Instant.EPOCH, content);
        }
        assertThatThrownBy(() -> take("one more", Letters.to(bal))).isInstanceOf(NotTakenException.class);
    }

    private static long take(String subject, Recipient... to) throws NotTakenException {
        try (Content content = Letters.about(subject)) {
            return node.acceptance().take(Letters.from(content, to));
        }
    }

    private static List<Integer> uids(Bal bal) throws Exception {
        return ask("SELECT uid FROM message WHERE bal_id = " + bal.id() + " ORDER BY uid").stream()
                .map(Integer::valueOf)
                .toList();
    }

    private static Bal bal(long quota) throws RegistryException {
        MssAddress address = new MssAddress("bal" + COUNT.incrementAndGet(), "ch-a.pli.mssante.fr");
        return node.registry()
                .create(NewBal.per(address, new IdNatPs("899700000001")).withQuota(quota), ADMIN);
    }

    /** How many rows there are of all that an acceptance writes. */
    private static List<String> traces() throws Exception {
        return ask("""
                SELECT count(*) FROM mail UNION ALL SELECT count(*) FROM mail_body UNION ALL SELECT count(*) FROM message
                UNION ALL SELECT count(*) FROM queue UNION ALL SELECT count(*) FROM indicator
                UNION ALL SELECT count(*) FROM audit WHERE mail_id IS NOT NULL
                UNION ALL SELECT coalesce(sum(uidnext), 0) - count(*) FROM mailbox
                """);
    }

    private static List<String> ask(String query) throws Exception {
        return postgres.ask(query);
    }
}
