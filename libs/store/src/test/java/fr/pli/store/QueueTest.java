package fr.pli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.pli.imap.mail.MailboxName;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.AuditEntry;
import fr.pli.registry.Bal;
import fr.pli.registry.NewBal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QueueTest {

    private static final Actor ADMIN = new Actor("admin", "s0");
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Queue.Patience PATIENCE = new Queue.Patience(Duration.ofHours(4), Duration.ofDays(5));
    private static final QueueReply LATER = new QueueReply(451, "4.3.2", "plus tard");
    private static final QueueReply DONE = new QueueReply(250, "2.0.0", "ok");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static TestPostgres postgres;
    private static Node node;
    private static Queue queue;
    private static Bal sender;

    private final String domain = "d" + COUNT.incrementAndGet() + ".mssante.fr";

    @BeforeAll
    static void open() throws Exception {
        postgres = TestPostgres.fresh();
        node = new Node(postgres);
        node.registry().addDomain("ch-a.pli.mssante.fr", ADMIN);
        sender = node.registry()
                .create(NewBal.per(MssAddress.parse("marie@ch-a.pli.mssante.fr"), new IdNatPs("899700000017")), ADMIN);
        queue = new Queue(node.database(), node.watches(), "one");
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void recipients_of_a_domain_come_by_message_with_all_that_was_said() throws Exception {
        long first = put("premier", "a@" + domain, "b@" + domain, "c@ailleurs.mssante.fr");
        long second = put("second", "a@" + domain);

        assertThat(queue.due()).contains(new Queue.Due(domain, 3));
        List<QueuedMail> claimed = claim(queue);
        assertThat(claimed).extracting(QueuedMail::id).containsExactly(first, second);
        QueuedMail mail = claimed.getFirst();
        assertThat(mail.sender()).contains(Letters.MARIE);
        assertThat(mail.messageId()).contains("<premier@x>");
        assertThat(mail.recipients()).extracting(to -> to.address().local()).containsExactly("a", "b");
        assertThat(mail.recipients().getFirst().attempts()).isEqualTo(1);
        assertThat(mail.recipients().getFirst().notifyOn()).contains("FAILURE");
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        queue.write(mail, octets);
        assertThat(octets.toString(StandardCharsets.UTF_8)).endsWith("\r\n\r\nBonjour\r\n");
    }

    @Test
    void what_one_has_claimed_no_other_gets() throws Exception {
        put("mien", "a@" + domain);
        assertThat(claim(queue)).hasSize(1);
        assertThat(claim(other())).isEmpty();
    }

    @Test
    void what_a_dead_node_had_claimed_comes_back_when_it_is_back_or_its_lease_ends() throws Exception {
        put("bail", "a@" + domain);
        assertThat(claim(queue, Duration.ofMillis(1))).hasSize(1);
        await().until(() -> claim(other()).size() == 1);
        other().recover();
        assertThat(claim(queue)).hasSize(1);
    }

    @Test
    void what_somebody_is_at_is_not_taken_from_him() throws Exception {
        put("occupe", "a@" + domain);
        List<QueuedMail> claimed = claim(queue);
        queue.recover();
        assertThat(claim(other())).isEmpty();
        queue.abandon(claimed);
        queue.recover();
        assertThat(claim(other())).hasSize(1);
    }

    @Test
    void what_is_given_back_counts_as_untried() throws Exception {
        put("rendu", "a@" + domain);
        queue.release(claim(queue));
        assertThat(claim(queue).getFirst().recipients().getFirst().attempts()).isEqualTo(1);
    }

    @Test
    void who_is_done_is_off_the_queue_and_the_last_one_frees_the_mail() throws Exception {
        long id = put("fini", "a@" + domain, "b@" + domain);
        QueuedMail mail = claim(queue).getFirst();

        assertThat(queue.settle(mail, List.of(done(mail, 0), later(mail, 1)))).isEmpty();
        assertThat(ask("SELECT recipient FROM queue WHERE mail_id = " + id)).containsExactly("b@" + domain);
        assertThat(ask("SELECT refs FROM mail WHERE id = " + id)).containsExactly("1");
        assertThat(ask("SELECT reply_enhanced FROM queue WHERE mail_id = " + id))
                .containsExactly("4.3.2");

        queue.retry(domain);
        QueuedMail again = claim(queue).getFirst();
        assertThat(again.recipients().getFirst().last()).contains(LATER);
        queue.settle(again, List.of(done(again, 0)));
        assertThat(ask("SELECT refs FROM mail WHERE id = " + id)).containsExactly("0");
        assertThat(ask("SELECT count(*) FROM audit WHERE action = 'message-relayed' AND mail_id = " + id))
                .containsExactly("2");
    }

    @Test
    void a_notice_lies_in_the_inbox_with_the_commit_that_takes_the_recipient_off() throws Exception {
        put("avis", "a@" + domain);
        QueuedMail mail = claim(queue).getFirst();
        int before = inbox();

        QueueOutcome outcome = new QueueOutcome.Done(
                mail.recipients().getFirst(), "message-returned", DONE, Optional.of(notice(sender)));
        assertThat(queue.settle(mail, List.of(outcome))).isEmpty();
        assertThat(inbox()).isEqualTo(before + 1);
        assertThat(queue.settle(mail, List.of(outcome))).isEmpty();
        assertThat(inbox()).as("a second time it is nobody's any more").isEqualTo(before + 1);
    }

    @Test
    void a_notice_that_nobody_can_be_given_is_told_and_holds_nothing_up() throws Exception {
        Bal gone = node.registry()
                .create(
                        NewBal.per(
                                MssAddress.parse("g" + COUNT.incrementAndGet() + "@ch-a.pli.mssante.fr"),
                                new IdNatPs("899700000017")),
                        ADMIN);
        node.registry().delete(gone.address(), ADMIN);
        put("perdu", "a@" + domain);
        QueuedMail mail = claim(queue).getFirst();

        QueueOutcome outcome = new QueueOutcome.Done(
                mail.recipients().getFirst(), "message-returned", DONE, Optional.of(notice(gone)));
        assertThat(queue.settle(mail, List.of(outcome))).hasSize(1);
        assertThat(ask("SELECT count(*) FROM queue WHERE domain = '" + domain + "'"))
                .containsExactly("0");
    }

    @Test
    void a_domain_that_is_down_is_put_off_at_once_and_what_is_overdue_is_found() throws Exception {
        put("vieux", "a@" + domain);
        put("neuf", "b@" + domain);
        postgres.run("UPDATE queue SET queued_at = now() - interval '5 hours' WHERE recipient = 'a@" + domain + "'");

        List<QueuedMail> overdue = queue.claim(domain, Queue.Claim.OVERDUE, 10, LEASE, PATIENCE);
        assertThat(overdue).extracting(mail -> mail.messageId().orElseThrow()).containsExactly("<vieux@x>");
        queue.release(overdue);
        queue.postpone(domain, Duration.ofMinutes(10), LATER);
        assertThat(claim(queue)).isEmpty();
        assertThat(queue.list(domain, 0, 10)).hasSize(2);
        assertThat(queue.standing().oldest()).isGreaterThan(Duration.ofHours(4));
        assertThat(queue.giveUp(domain)).isEqualTo(2);
        assertThat(queue.claim(domain, Queue.Claim.NOTICES, 10, LEASE, PATIENCE))
                .allMatch(mail -> mail.recipients().getFirst().givenUp());
    }

    @Test
    void what_somebody_is_at_is_returned_when_he_is_done_with_it() throws Exception {
        put("rendu", "a@" + domain);
        List<QueuedMail> claimed = claim(queue);
        queue.retry(domain);
        queue.giveUp(domain);
        assertThat(notices(other())).isEmpty();
        queue.settle(claimed.getFirst(), List.of(later(claimed.getFirst(), 0)));
        assertThat(notices(other())).hasSize(1);
    }

    @Test
    void what_needs_no_other_server_is_nothing_to_send() throws Exception {
        put("prêt", "a@" + domain);
        assertThat(queue.isSendable(domain)).isTrue();
        queue.giveUp(domain);
        assertThat(queue.isSendable(domain)).isFalse();
    }

    @Test
    void a_message_from_another_operator_is_taken_once_for_each_recipient_however_often_it_comes() throws Exception {
        Bal a = bal();
        Bal b = bal();
        Origin origin =
                new Origin(Optional.of("<1@voisin>"), Optional.of(Letters.MARIE), "digest " + COUNT.incrementAndGet());

        long first = receive(origin, a);
        assertThat(receive(origin, a)).isEqualTo(first);
        long second = receive(origin, a, b);
        assertThat(second).isNotEqualTo(first);
        assertThat(receive(origin, a, b)).isEqualTo(first);
        assertThat(messages(a)).isEqualTo(1);
        assertThat(messages(b)).isEqualTo(1);
    }

    @Test
    void a_message_for_a_bal_of_ours_whose_sender_wants_to_know_owes_a_notice() throws Exception {
        Bal here = bal();
        node.acceptance()
                .take(Letters.from(
                        Letters.about("su"),
                        new Recipient.Local(here.address(), here.id(), Optional.of("SUCCESS"), Optional.empty())));

        List<QueuedMail> owed = queue.claim("ch-a.pli.mssante.fr", Queue.Claim.NOTICES, 10, LEASE, PATIENCE);
        assertThat(owed).hasSize(1);
        assertThat(owed.getFirst().recipients().getFirst().delivered()).isTrue();
        queue.settle(owed.getFirst(), List.of(done(owed.getFirst(), 0)));
        assertThat(ask("SELECT refs FROM mail WHERE id = " + owed.getFirst().id()))
                .containsExactly("1");
    }

    @Test
    void pauses_count_by_the_clock_of_the_database() throws Exception {
        put("pause", "a@" + domain);
        QueuedMail mail = claim(queue).getFirst();
        queue.settle(mail, List.of(later(mail, 0)));
        assertThat(waitsSeconds()).isBetween(590.0, 600.0);
        queue.retry(domain);
        queue.postpone(domain, Duration.ofSeconds(30), LATER);
        assertThat(waitsSeconds()).isBetween(20.0, 30.0);
    }

    private double waitsSeconds() throws Exception {
        return Double.parseDouble(
                ask("SELECT extract(epoch FROM due_at - now()) FROM queue WHERE domain = '" + domain + "'")
                        .getFirst());
    }

    @Test
    void only_what_is_claimed_to_be_sent_counts_as_an_attempt() throws Exception {
        put("notice", "a@" + domain);
        queue.giveUp(domain);
        assertThat(notices(queue).getFirst().recipients().getFirst().attempts()).isZero();
        String late = "late-" + domain;
        put("tard", "a@" + late);
        postgres.run("UPDATE queue SET queued_at = now() - interval '5 hours' WHERE domain = '" + late + "'");
        QueuedMail overdue =
                queue.claim(late, Queue.Claim.OVERDUE, 10, LEASE, PATIENCE).getFirst();
        assertThat(overdue.recipients().getFirst().attempts()).isZero();
    }

    @Test
    void who_has_lost_his_claim_to_another_settles_nothing() throws Exception {
        put("perdu", "a@" + domain);
        QueuedMail lost = claim(queue, Duration.ofMillis(1)).getFirst();
        await().until(() -> claim(other()).size() == 1);
        queue.settle(lost, List.of(done(lost, 0)));
        queue.release(List.of(lost));
        assertThat(ask("SELECT claimed_by FROM queue WHERE domain = '" + domain + "'"))
                .containsExactly("other");
    }

    @Test
    void a_notice_claimed_twice_is_given_once() throws Exception {
        put("avis", "a@" + domain);
        queue.giveUp(domain);
        QueuedMail lost = queue.claim(domain, Queue.Claim.NOTICES, 10, Duration.ofMillis(1), PATIENCE)
                .getFirst();
        await().until(() -> notices(other()).size() == 1);
        int before = inbox();
        queue.settle(
                lost,
                List.of(new QueueOutcome.Done(
                        lost.recipients().getFirst(), "message-returned", DONE, Optional.of(notice(sender)))));
        assertThat(inbox()).as("another node has it now").isEqualTo(before);
    }

    @Test
    void whoever_goes_on_after_the_last_row_is_shown_none_twice() throws Exception {
        put("un", "a@" + domain, "b@autre" + domain, "c@" + domain);
        put("deux", "d@" + domain);
        List<Long> shown = new java.util.ArrayList<>();
        List<QueuedMail> page = queue.list(domain, 0, 2);
        while (!page.isEmpty()) {
            page.forEach(mail -> shown.add(mail.recipients().getFirst().row()));
            page = queue.list(domain, shown.getLast(), 2);
        }
        assertThat(shown).hasSize(3).doesNotHaveDuplicates().isSorted();
    }

    private static long put(String subject, String... to) throws Exception {
        Recipient[] recipients = Arrays.stream(to).map(Letters::to).toArray(Recipient[]::new);
        return node.acceptance().take(Letters.from(Letters.about(subject), recipients));
    }

    private static long receive(Origin origin, Bal... to) throws Exception {
        Recipient[] recipients = Arrays.stream(to).map(Letters::to).toArray(Recipient[]::new);
        Delivery sent = Letters.from(Letters.about("venu"), recipients);
        return node.acceptance()
                .take(new Delivery(
                        sent.envelope(),
                        sent.content(),
                        Optional.empty(),
                        sent.audit(),
                        List.of(),
                        Optional.of(origin)));
    }

    private static Bal bal() throws Exception {
        String address = "n" + COUNT.incrementAndGet() + "@ch-a.pli.mssante.fr";
        return node.registry().create(NewBal.per(MssAddress.parse(address), new IdNatPs("899700000017")), ADMIN);
    }

    private static Delivery notice(Bal to) {
        Envelope envelope = new Envelope(
                Optional.empty(), List.of(Letters.to(to)), true, false, Optional.empty(), Optional.empty());
        return new Delivery(
                envelope, Letters.about("avis"), Optional.empty(), AuditEntry.done(ADMIN, "notice-failed", ""));
    }

    private static Queue other() {
        return new Queue(node.database(), node.watches(), "other");
    }

    private List<QueuedMail> notices(Queue by) {
        return by.claim(domain, Queue.Claim.NOTICES, 10, LEASE, PATIENCE);
    }

    private List<QueuedMail> claim(Queue by) {
        return claim(by, LEASE);
    }

    private List<QueuedMail> claim(Queue by, Duration lease) {
        return by.claim(domain, Queue.Claim.SENDABLE, 10, lease, PATIENCE);
    }

    private static QueueOutcome done(QueuedMail mail, int index) {
        return new QueueOutcome.Done(mail.recipients().get(index), "message-relayed", DONE, Optional.empty());
    }

    private static QueueOutcome later(QueuedMail mail, int index) {
        return new QueueOutcome.Later(mail.recipients().get(index), Duration.ofMinutes(10), LATER, Optional.empty());
    }

    private static int inbox() throws Exception {
        return messages(sender);
    }

    private static int messages(Bal bal) throws Exception {
        return node.mail().account(bal.address()).status(MailboxName.INBOX).messages();
    }

    private static List<String> ask(String query) throws Exception {
        return postgres.ask(query);
    }
}
