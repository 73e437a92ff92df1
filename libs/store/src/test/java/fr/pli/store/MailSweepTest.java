package fr.pli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.Mailbox.FlagChange;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.mail.Snapshot;
import fr.pli.mime.Content;
import fr.pli.mime.TextSignature;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.Bal;
import fr.pli.registry.NewBal;
import fr.pli.registry.RegistryException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailSweepTest {

    private static final Actor ADMIN = new Actor("admin", "s0");
    private static final Duration AGES = Duration.ofDays(1);

    private final TestPostgres postgres = TestPostgres.fresh();
    private final Node node = new Node(postgres);
    private Bal a;
    private Bal b;

    @BeforeEach
    void create() throws Exception {
        node.registry().addDomain("ch-a.pli.mssante.fr", ADMIN);
        a = bal("a");
        b = bal("b");
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void body_goes_when_the_last_who_had_it_removed_it() throws Exception {
        take(Letters.to(a), Letters.to(b));
        account(b).open(MailboxName.INBOX).remember(Map.of(1, new TextSignature(new byte[64])));
        expungeAll(a);
        assertThat(sweep(Duration.ZERO, AGES).mails()).isZero();
        expungeAll(b);
        assertThat(sweep(AGES, AGES).mails()).isZero();
        assertThat(sweep(Duration.ZERO, AGES).mails()).isEqualTo(1);
        assertThat(postgres.ask("SELECT count(*) FROM mail_body")).containsExactly("0");
        assertThat(postgres.ask("SELECT count(*) FROM text_signature")).containsExactly("0");
    }

    @Test
    void body_that_waits_in_the_queue_stays() throws Exception {
        take(Letters.to(a), Letters.to("x@ch-b.mssante.fr"));
        expungeAll(a);
        assertThat(sweep(Duration.ZERO, AGES).mails()).isZero();
    }

    @Test
    void mail_of_a_deleted_bal_goes_and_that_of_the_others_stays() throws Exception {
        take(Letters.to(a));
        take(Letters.to(a), Letters.to(b));
        node.registry().delete(a.address(), ADMIN);
        assertThat(sweep(Duration.ZERO, AGES)).isEqualTo(new MailSweep.Swept(1, 0, 1, 0));
        assertThat(node.mail().account(b.address()).status(MailboxName.INBOX).messages())
                .isEqualTo(1);
    }

    @Test
    void a_mailbox_that_the_database_refuses_to_clear_stops_no_other() throws Exception {
        take(Letters.to(a), Letters.to(b));
        node.registry().delete(a.address(), ADMIN);
        node.registry().delete(b.address(), ADMIN);
        refuseToClear(a, "23514");
        assertThat(sweep(Duration.ZERO, AGES).mailboxes()).isEqualTo(2);
        assertThat(postgres.ask("SELECT DISTINCT bal_id FROM mailbox")).containsExactly(Long.toString(a.id()));
    }

    @Test
    void a_mailbox_that_cannot_be_cleared_for_now_stops_no_other_and_the_round_has_failed() throws Exception {
        take(Letters.to(a), Letters.to(b));
        node.registry().delete(a.address(), ADMIN);
        node.registry().delete(b.address(), ADMIN);
        refuseToClear(a, "57014");
        assertThatThrownBy(() -> sweep(Duration.ZERO, AGES)).isInstanceOf(StoreUnavailableException.class);
        assertThat(postgres.ask("SELECT DISTINCT bal_id FROM mailbox")).containsExactly(Long.toString(a.id()));
        postgres.run("DROP TRIGGER refuses ON mailbox");
        assertThat(sweep(Duration.ZERO, AGES).mailboxes()).isEqualTo(1);
        assertThat(postgres.ask("SELECT count(*) FROM mailbox")).containsExactly("0");
    }

    @Test
    void after_the_past_is_forgotten_a_client_is_told_of_all_that_is_missing() throws Exception {
        take(Letters.to(a));
        take(Letters.to(a));
        take(Letters.to(a));
        Mailbox inbox = account(a).open(MailboxName.INBOX);
        Snapshot old = inbox.snapshot();
        inbox.store(new int[] {2}, FlagChange.ADD, Flags.of("\\Deleted"), Long.MAX_VALUE);
        inbox.expunge(new int[] {2});
        long after = inbox.snapshot().highestModSeq();
        assertThat(sweep(AGES, Duration.ZERO).pasts()).isEqualTo(1);
        try (Node other = new Node(postgres)) {
            Mailbox there = other.mail().account(a.address()).open(MailboxName.INBOX);
            assertThat(there.vanishedSince(old.highestModSeq())).containsExactly(2);
            assertThat(there.vanishedSince(after)).isEmpty();
            assertThat(there.advance(old).uids(0, 2)).containsExactly(1, 3);
        }
    }

    private void refuseToClear(Bal bal, String state) throws Exception {
        postgres.run("""
                CREATE FUNCTION refuses() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'a fault' USING ERRCODE = '%s'; END $$
                """.formatted(state));
        postgres.run("""
                CREATE TRIGGER refuses BEFORE DELETE ON mailbox
                FOR EACH ROW WHEN (OLD.bal_id = %d) EXECUTE FUNCTION refuses()
                """.formatted(bal.id()));
    }

    private MailSweep.Swept sweep(Duration unused, Duration remembered) {
        return new MailSweep(node.database(), unused, remembered).run();
    }

    private void take(Recipient... to) throws NotTakenException {
        try (Content content = Letters.about("old")) {
            node.acceptance().take(Letters.from(content, to));
        }
    }

    private void expungeAll(Bal bal) throws Exception {
        Mailbox inbox = account(bal).open(MailboxName.INBOX);
        Snapshot all = inbox.snapshot();
        int[] uids = all.uids(0, all.size());
        inbox.store(uids, FlagChange.ADD, Flags.of("\\Deleted"), Long.MAX_VALUE);
        inbox.expunge(uids);
    }

    private Account account(Bal bal) {
        return node.mail().account(bal.address());
    }

    private Bal bal(String local) throws RegistryException {
        return node.registry()
                .create(NewBal.per(new MssAddress(local, "ch-a.pli.mssante.fr"), new IdNatPs("899700000001")), ADMIN);
    }
}
