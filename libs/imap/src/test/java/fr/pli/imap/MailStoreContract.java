package fr.pli.imap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.MailStore;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.Mailbox.Copied;
import fr.pli.imap.mail.Mailbox.Facts;
import fr.pli.imap.mail.Mailbox.FlagChange;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxException.Code;
import fr.pli.imap.mail.MailboxInfo;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.mail.MailboxState;
import fr.pli.imap.mail.MailboxStatus;
import fr.pli.imap.mail.Overview;
import fr.pli.imap.mail.Snapshot;
import fr.pli.imap.mail.SpecialUse;
import fr.pli.mime.Content;
import fr.pli.mime.Messages;
import fr.pli.mime.SearchText;
import fr.pli.mime.TextProbe;
import fr.pli.mime.TextSignature;
import fr.pli.mss.MssAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every MailStore must do. Extend it in the tests of an implementation. */
public abstract class MailStoreContract {

    private static final Instant NOON = Instant.parse("2026-11-24T11:00:00Z");
    private static final MailboxName INBOX = MailboxName.INBOX;
    private static final long ALWAYS = Long.MAX_VALUE;
    private static final Flags DELETED = Flags.of("\\Deleted");
    private static final Flags SEEN = Flags.of("\\Seen");

    private MailStore store;
    private MssAddress bal;
    private Account account;

    /** The store, or any node of it. */
    protected abstract MailStore store() throws Exception;

    /**
     * A BAL that has just been opened.
     *
     * @param quota in octets; 0 for none
     */
    protected abstract MssAddress newBal(long quota) throws Exception;

    @BeforeEach
    void openBal() throws Exception {
        store = store();
        bal = newBal(0);
        account = store.account(bal);
    }

    // names

    @Test
    void inbox_is_always_there() {
        assertThat(account.mailboxes()).extracting(MailboxInfo::name).contains(INBOX);
    }

    @Test
    void inbox_can_be_neither_created_nor_deleted() {
        assertRefused(Code.ALREADYEXISTS, () -> account.create(INBOX, Optional.empty()));
        assertRefused(Code.CANNOT, () -> account.delete(INBOX));
    }

    @Test
    void creating_creates_what_it_is_in() throws Exception {
        account.create(name("Labo/2026/Novembre"), Optional.empty());
        assertThat(info("Labo").hasChildren()).isTrue();
        assertThat(info("Labo/2026").hasChildren()).isTrue();
        assertThat(info("Labo/2026/Novembre").hasChildren()).isFalse();
    }

    @Test
    void mailboxes_come_in_order_of_names() throws Exception {
        for (String each : List.of("b", "a/c", "a b", "é")) {
            account.create(name(each), Optional.empty());
        }
        assertThat(account.mailboxes()).extracting(MailboxInfo::name).isSorted();
    }

    @Test
    void a_name_is_taken_once() throws Exception {
        account.create(name("Labo"), Optional.empty());
        assertRefused(Code.ALREADYEXISTS, () -> account.create(name("Labo"), Optional.empty()));
        account.create(name("labo"), Optional.empty());
    }

    @Test
    void a_special_use_is_given_once() throws Exception {
        account.create(name("Brouillons"), Optional.of(SpecialUse.DRAFTS));
        assertThat(info("Brouillons").use()).contains(SpecialUse.DRAFTS);
        assertRefused(Code.USEATTR, () -> account.create(name("Autres"), Optional.of(SpecialUse.DRAFTS)));
        account.delete(name("Brouillons"));
        account.create(name("Autres"), Optional.of(SpecialUse.DRAFTS));
    }

    @Test
    void a_mailbox_with_children_is_not_deleted() throws Exception {
        account.create(name("Labo/2026"), Optional.empty());
        assertRefused(Code.HASCHILDREN, () -> account.delete(name("Labo")));
        account.delete(name("Labo/2026"));
        account.delete(name("Labo"));
        assertRefused(Code.NONEXISTENT, () -> account.delete(name("Labo")));
    }

    @Test
    void a_name_comes_back_with_greater_uidvalidity_and_another_id() throws Exception {
        account.create(name("Labo"), Optional.empty());
        MailboxStatus before = account.status(name("Labo"));
        account.delete(name("Labo"));
        account.create(name("Labo"), Optional.empty());
        MailboxStatus after = account.status(name("Labo"));
        assertThat(after.uidValidity()).isGreaterThan(before.uidValidity());
        assertThat(after.mailboxId()).isNotEqualTo(before.mailboxId());
    }

    @Test
    void renaming_takes_along_what_is_in_it_and_keeps_ids_and_messages() throws Exception {
        account.create(name("Labo/2026"), Optional.empty());
        append("Labo/2026", "a");
        MailboxStatus before = account.status(name("Labo/2026"));
        account.rename(name("Labo"), name("Archives/Labo"));
        assertThat(account.status(name("Archives/Labo/2026"))).isEqualTo(before);
        assertThat(info("Archives").hasChildren()).isTrue();
        assertRefused(Code.NONEXISTENT, () -> account.status(name("Labo")));
        assertRefused(Code.NONEXISTENT, () -> account.open(name("Labo/2026")));
    }

    @Test
    void a_name_that_only_begins_alike_is_not_in_it() throws Exception {
        account.create(name("Labo"), Optional.empty());
        account.create(name("Labo A/x_y"), Optional.empty());
        account.create(name("Labo_/x"), Optional.empty());
        account.rename(name("Labo"), name("Autre"));
        assertThat(account.mailboxes())
                .extracting(each -> each.name().value())
                .contains("Autre", "Labo A", "Labo A/x_y", "Labo_", "Labo_/x")
                .doesNotContain("Labo");
    }

    @Test
    void renaming_is_refused_where_it_makes_no_sense() throws Exception {
        account.create(name("a/b"), Optional.empty());
        account.create(name("c"), Optional.empty());
        assertRefused(Code.NONEXISTENT, () -> account.rename(name("d"), name("e")));
        assertRefused(Code.ALREADYEXISTS, () -> account.rename(name("a"), name("c")));
        assertRefused(Code.ALREADYEXISTS, () -> account.rename(name("c"), INBOX));
        assertRefused(Code.CANNOT, () -> account.rename(name("a"), name("a/b/d")));
        account.create(name("l".repeat(400) + "/" + "m".repeat(90)), Optional.empty());
        assertRefused(Code.CANNOT, () -> account.rename(name("l".repeat(400)), name("l".repeat(450))));
    }

    @Test
    void renaming_inbox_moves_its_messages_and_leaves_it_empty() throws Exception {
        account.create(name("INBOX/Labo"), Optional.empty());
        append("INBOX", "a");
        append("INBOX", "b");
        account.rename(INBOX, name("Ancien"));
        assertThat(account.status(INBOX).messages()).isZero();
        assertThat(account.status(name("Ancien")).messages()).isEqualTo(2);
        assertThat(info("INBOX/Labo").hasChildren()).isFalse();
    }

    @Test
    void a_subscription_needs_no_mailbox_and_outlives_it() throws Exception {
        account.subscribe(name("Labo"));
        account.subscribe(name("Labo"));
        account.create(name("Labo"), Optional.empty());
        assertThat(info("Labo").subscribed()).isTrue();
        account.delete(name("Labo"));
        assertThat(account.subscriptions()).containsExactly(name("Labo"));
        account.unsubscribe(name("Labo"));
        account.unsubscribe(name("Labo"));
        assertThat(account.subscriptions()).isEmpty();
    }

    @Test
    void what_is_not_there_says_so() {
        assertRefused(Code.NONEXISTENT, () -> account.status(name("x")));
        assertRefused(Code.NONEXISTENT, () -> account.open(name("x")));
        assertRefused(Code.TRYCREATE, () -> append("x", "a"));
    }

    @Test
    void the_save_date_is_of_the_mailbox_whatever_the_internal_date_says() throws Exception {
        Instant before = Instant.now().minusSeconds(60);
        account.create(name("Corbeille"), Optional.empty());
        append("INBOX", "a");
        Facts first = onlyFacts("INBOX");
        assertThat(first.internalDate()).isEqualTo(NOON);
        assertThat(first.saved()).isBetween(before, Instant.now().plusSeconds(60));
        await().until(() -> Instant.now().isAfter(first.saved().plusMillis(1)));
        account.open(INBOX).copy(new int[] {first.uid()}, name("Corbeille"));
        Facts copy = onlyFacts("Corbeille");
        assertThat(copy.internalDate()).isEqualTo(NOON);
        assertThat(copy.saved()).isAfter(first.saved());
        assertThat(onlyFacts("INBOX")).isEqualTo(first);
    }

    private Facts onlyFacts(String mailbox) throws Exception {
        Mailbox open = account.open(name(mailbox));
        List<Facts> facts = new ArrayList<>();
        open.facts(open.snapshot().uids(0, open.snapshot().size()), facts::add);
        assertThat(facts).hasSize(1);
        return facts.getFirst();
    }

    @Test
    void replacing_puts_one_and_removes_the_other() throws Exception {
        account.create(name("Brouillons"), Optional.empty());
        int old = append("INBOX", "a");
        int other = append("INBOX", "b");
        Mailbox inbox = account.open(INBOX);
        long before = inbox.snapshot().highestModSeq();
        Account.Appended here = replace(inbox, old, "INBOX", "c");
        assertThat(inbox.snapshot().uids(0, 2)).containsExactly(other, here.uid());
        assertThat(inbox.vanishedSince(before)).containsExactly(old);
        Account.Appended there = replace(inbox, other, "Brouillons", "d");
        assertThat(there.uidValidity())
                .isEqualTo(account.status(name("Brouillons")).uidValidity());
        assertThat(onlyFacts("Brouillons").uid()).isEqualTo(there.uid());
        assertThat(onlyFacts("INBOX").uid()).isEqualTo(here.uid());
    }

    @Test
    void what_cannot_be_replaced_leaves_everything_as_it_is() throws Exception {
        int uid = append("INBOX", "a");
        Mailbox inbox = account.open(INBOX);
        Snapshot before = inbox.snapshot();
        assertRefused(Code.EXPUNGEISSUED, () -> replace(inbox, uid + 1, "INBOX", "b"));
        assertRefused(Code.TRYCREATE, () -> replace(inbox, uid, "Nulle part", "b"));
        assertThat(inbox.snapshot().highestModSeq()).isEqualTo(before.highestModSeq());
        assertThat(inbox.snapshot().size()).isEqualTo(1);
    }

    @Test
    void a_replacement_is_counted_by_what_it_adds() throws Exception {
        long size;
        try (Content one = Messages.about("a")) {
            size = one.spool().size();
        }
        MssAddress full = newBal(2 * size);
        Account small = store.account(full);
        int uid;
        try (Content content = Messages.about("a")) {
            small.append(INBOX, Flags.NONE, NOON, content);
            uid = small.append(INBOX, Flags.NONE, NOON, content).uid();
        }
        Mailbox inbox = small.open(INBOX);
        assertRefused(Code.OVERQUOTA, () -> replace(inbox, uid, "INBOX", "un peu plus"));
        assertThat(small.quota().used()).isEqualTo(2 * size);
        int again = replace(inbox, uid, "INBOX", "b").uid();
        assertThat(small.quota().used()).isEqualTo(2 * size);
        assertThat(inbox.snapshot().uids(0, 2)).containsExactly(1, again);
    }

    private static Account.Appended replace(Mailbox mailbox, int uid, String target, String subject) throws Exception {
        try (Content content = Messages.about(subject)) {
            return mailbox.replace(uid, name(target), Flags.NONE, NOON, content);
        }
    }

    @Test
    void one_bal_does_not_see_the_other() throws Exception {
        account.create(name("Labo"), Optional.empty());
        account.subscribe(name("Labo"));
        append("INBOX", "a");
        Account other = store.account(newBal(0));
        assertThat(other.mailboxes()).extracting(MailboxInfo::name).doesNotContain(name("Labo"));
        assertThat(other.subscriptions()).isEmpty();
        assertThat(other.status(INBOX).messages()).isZero();
    }

    // messages

    @Test
    void an_empty_mailbox_has_a_modseq_and_a_uidnext() throws Exception {
        Snapshot empty = account.open(INBOX).snapshot();
        assertThat(empty.size()).isZero();
        assertThat(empty.uidNext()).isPositive();
        assertThat(empty.highestModSeq()).isPositive();
        assertThat(empty.uidValidity()).isBetween(1L, 0xFFFFFFFFL);
    }

    @Test
    void uids_and_modseqs_rise() throws Exception {
        Snapshot before = account.open(INBOX).snapshot();
        int first = append("INBOX", "a");
        int second = append("INBOX", "b");
        assertThat(first).isGreaterThanOrEqualTo(before.uidNext());
        assertThat(second).isGreaterThan(first);
        Snapshot after = account.open(INBOX).snapshot();
        assertThat(after.uids(0, 2)).containsExactly(first, second);
        assertThat(after.uidNext()).isGreaterThan(second);
        assertThat(after.modSeq(0)).isGreaterThan(before.highestModSeq());
        assertThat(after.modSeq(1)).isGreaterThan(after.modSeq(0));
        assertThat(after.highestModSeq()).isEqualTo(after.modSeq(1));
    }

    @Test
    void a_message_comes_back_as_it_went_in() throws Exception {
        Flags flags = Flags.of("\\Flagged", "$Forwarded");
        Instant date = Instant.parse("2019-02-03T04:05:06Z");
        int uid;
        try (Content content = Messages.of("a: b\r\n\r\nété\0")) {
            uid = account.append(INBOX, flags, date.plusMillis(7), content).uid();
        }
        Mailbox inbox = account.open(INBOX);
        assertThat(inbox.snapshot().flags(0)).isEqualTo(flags);
        assertThat(inbox.snapshot().flags(0).toString()).isEqualTo("\\Flagged $Forwarded");
        Facts facts = facts(inbox, uid).getFirst();
        assertThat(facts.internalDate()).isEqualTo(date);
        assertThat(facts.size()).isEqualTo(14);
        assertThat(body(inbox, uid, 0, ALWAYS)).isEqualTo("a: b\r\n\r\nété\0");
        assertThat(body(inbox, uid, 3, 1)).isEqualTo("b");
        assertThat(body(inbox, uid, 14, 10)).isEmpty();
        assertThat(body(inbox, uid, 1L << 40, 10)).isEmpty();
    }

    @Test
    void an_empty_message_is_one() throws Exception {
        try (Content content = Messages.of("")) {
            account.append(INBOX, Flags.NONE, NOON, content);
        }
        Mailbox inbox = account.open(INBOX);
        int uid = inbox.snapshot().uid(0);
        assertThat(facts(inbox, uid).getFirst().size()).isZero();
        assertThat(body(inbox, uid, 0, ALWAYS)).isEmpty();
    }

    @Test
    void a_large_message_is_read_in_slices() throws Exception {
        String text = "x".repeat(999_998) + "yz" + "é".repeat(1_000_000);
        int uid;
        try (Content content = Messages.of(text)) {
            uid = account.append(INBOX, Flags.NONE, NOON, content).uid();
        }
        Mailbox inbox = account.open(INBOX);
        assertThat(body(inbox, uid, 999_997, 5)).isEqualTo("xyzé");
        assertThat(body(inbox, uid, 2_999_996, 100)).isEqualTo("éé");
    }

    @Test
    void uids_that_are_not_there_are_passed_over() throws Exception {
        account.create(name("Labo"), Optional.empty());
        int a = append("INBOX", "a");
        Mailbox inbox = account.open(INBOX);
        int[] uids = {a, a + 1, a + 1000};
        assertThat(facts(inbox, uids)).extracting(Facts::uid).containsExactly(a);
        assertThat(body(inbox, a + 1, 0, ALWAYS)).isEmpty();
        assertThat(inbox.store(uids, FlagChange.ADD, DELETED, ALWAYS)).isEmpty();
        assertThat(inbox.copy(uids, name("Labo")).from()).containsExactly(a);
        assertThat(inbox.expunge(uids)).containsExactly(a);
        assertThat(inbox.expunge(uids)).isEmpty();
        assertThat(inbox.move(uids, name("Labo")).to()).isEmpty();
    }

    @Test
    void messages_are_described_in_order_of_uids() throws Exception {
        int a = append("INBOX", "a");
        int b = append("INBOX", "b");
        Mailbox inbox = account.open(INBOX);
        List<Integer> told = new ArrayList<>();
        inbox.describe(new int[] {a, b}, each -> told.add(each.facts().uid()));
        assertThat(told).containsExactly(a, b);
        assertThat(facts(inbox, a, b)).extracting(Facts::uid).containsExactly(a, b);
    }

    @Test
    void large_descriptions_are_given_some_at_a_time_and_none_is_left_out() throws Exception {
        String header = ("Subject: " + "x".repeat(60_000) + "\r\nFrom: a@b.fr\r\nTo: " + "a@b.fr, ".repeat(7_000)
                        + "a@b.fr\r\nCc: " + "c@d.fr, ".repeat(7_000) + "c@d.fr\r\n\r\n")
                .replace("\r\n", "\n");
        int[] uids = new int[7];
        for (int n = 0; n < 6; n++) {
            uids[n] = append("INBOX", header + "body");
        }
        uids[6] = uids[5] + 10;
        Mailbox inbox = account.open(INBOX);
        List<Integer> told = new ArrayList<>();
        int from = 0;
        while (from < uids.length) {
            int before = told.size();
            from += inbox.describeSome(
                    Arrays.copyOfRange(uids, from, uids.length),
                    each -> told.add(each.facts().uid()));
            assertThat(told.size() - before).isLessThanOrEqualTo(2);
        }
        assertThat(told).containsExactly(uids[0], uids[1], uids[2], uids[3], uids[4], uids[5]);
        List<Integer> all = new ArrayList<>();
        inbox.describe(uids, each -> all.add(each.facts().uid()));
        assertThat(all).isEqualTo(told);
    }

    @Test
    void a_message_is_ruled_out_by_its_signature() throws Exception {
        int a = append("INBOX", "a");
        int b = append("INBOX", "b");
        int[] uids = {a, b, b + 1};
        Mailbox inbox = account.open(INBOX);
        inbox.remember(Map.of(a, signature("compte rendu"), b + 1, signature("")));
        assertThat(inbox.mayHold(uids, probe("rendu"))).contains(a, b);
        assertThat(inbox.mayHold(uids, probe("rendez-vous"))).contains(b, b + 1).doesNotContain(a);
        inbox.remember(Map.of(a, signature("compte rendu"), b, signature("rendez-vous")));
        assertThat(inbox.mayHold(uids, probe("rendez-vous"))).contains(b, b + 1).doesNotContain(a);
        assertThat(inbox.mayHold(uids, probe("rendu"))).contains(a).doesNotContain(b);
        for (int n = 0; n < 100; n++) { // more than a pool has connections
            assertThat(inbox.mayHold(new int[] {a}, probe("rendu"))).containsExactly(a);
        }
    }

    @Test
    void status_counts() throws Exception {
        long size = 0;
        append("INBOX", "a");
        append("INBOX", "b");
        int c = append("INBOX", "c");
        Mailbox inbox = account.open(INBOX);
        inbox.store(new int[] {c}, FlagChange.ADD, SEEN.plus(DELETED), ALWAYS);
        for (Facts each : facts(inbox, inbox.snapshot().uids(0, 3))) {
            size += each.size();
        }
        MailboxStatus status = account.status(INBOX);
        assertThat(status.messages()).isEqualTo(3);
        assertThat(status.unseen()).isEqualTo(2);
        assertThat(status.deleted()).isEqualTo(1);
        assertThat(status.recent()).isEqualTo(3);
        assertThat(status.size()).isEqualTo(size);
        assertThat(status.deletedSize()).isEqualTo(facts(inbox, c).getFirst().size());
        assertThat(status.uidNext()).isEqualTo(inbox.snapshot().uidNext());
        assertThat(status.uidValidity()).isEqualTo(inbox.snapshot().uidValidity());
        assertThat(status.highestModSeq()).isEqualTo(inbox.snapshot().highestModSeq());
        assertThat(status.mailboxId()).isEqualTo(inbox.info().id()).matches("[A-Za-z0-9_-]{1,255}");
    }

    // flags

    @Test
    void flags_are_replaced_added_and_removed() throws Exception {
        int[] uid = {append("INBOX", "a")};
        Mailbox inbox = account.open(INBOX);
        inbox.store(uid, FlagChange.REPLACE, Flags.of("\\Seen", "alpha", "$Junk"), ALWAYS);
        assertThat(inbox.snapshot().flags(0)).isEqualTo(Flags.of("\\Seen", "alpha", "$Junk"));
        inbox.store(uid, FlagChange.ADD, Flags.of("\\Draft", "ALPHA", "beta"), ALWAYS);
        assertThat(inbox.snapshot().flags(0).toString()).isEqualTo("\\Seen \\Draft $Junk alpha beta");
        inbox.store(uid, FlagChange.REMOVE, Flags.of("\\Seen", "Alpha"), ALWAYS);
        assertThat(inbox.snapshot().flags(0)).isEqualTo(Flags.of("\\Draft", "$Junk", "beta"));
        inbox.store(uid, FlagChange.REPLACE, Flags.NONE, ALWAYS);
        assertThat(inbox.snapshot().flags(0)).isEqualTo(Flags.NONE);
    }

    @Test
    void a_change_of_flags_raises_the_modseq_and_no_change_does_not() throws Exception {
        int[] uid = {append("INBOX", "a")};
        append("INBOX", "b");
        Mailbox inbox = account.open(INBOX);
        Snapshot before = inbox.snapshot();
        inbox.store(uid, FlagChange.ADD, SEEN, ALWAYS);
        Snapshot after = inbox.advance(before);
        assertThat(after.modSeq(0)).isGreaterThan(before.highestModSeq()).isEqualTo(after.highestModSeq());
        assertThat(after.modSeq(1)).isEqualTo(before.modSeq(1));
        inbox.store(uid, FlagChange.ADD, SEEN, ALWAYS);
        assertThat(inbox.advance(after)).isSameAs(after);
    }

    @Test
    void a_message_that_changed_since_is_left_out() throws Exception {
        int a = append("INBOX", "a");
        int b = append("INBOX", "b");
        Mailbox inbox = account.open(INBOX);
        long since = inbox.snapshot().highestModSeq();
        inbox.store(new int[] {b}, FlagChange.ADD, SEEN, ALWAYS);
        int[] left = inbox.store(new int[] {a, b}, FlagChange.ADD, Flags.of("\\Flagged"), since);
        assertThat(left).containsExactly(b);
        assertThat(inbox.snapshot().flags(0)).isEqualTo(Flags.of("\\Flagged"));
        assertThat(inbox.snapshot().flags(1)).isEqualTo(SEEN);
        assertThat(inbox.store(new int[] {a}, FlagChange.ADD, SEEN, 0)).containsExactly(a);
    }

    // removal

    @Test
    void expunge_removes_what_is_deleted_and_asked_for() throws Exception {
        int a = append("INBOX", "a");
        int b = append("INBOX", "b");
        int c = append("INBOX", "c");
        Mailbox inbox = account.open(INBOX);
        Snapshot before = inbox.snapshot();
        inbox.store(new int[] {a, b}, FlagChange.ADD, DELETED, ALWAYS);
        assertThat(inbox.expunge(new int[] {b, c})).containsExactly(b);
        Snapshot after = inbox.advance(before);
        assertThat(after.uids(0, after.size())).containsExactly(a, c);
        assertThat(inbox.vanishedSince(before.highestModSeq())).containsExactly(b);
        assertThat(inbox.vanishedSince(after.highestModSeq())).isEmpty();
    }

    @Test
    void a_removal_raises_the_modseq_of_the_mailbox() throws Exception {
        int[] uid = {append("INBOX", "a")};
        Mailbox inbox = account.open(INBOX);
        inbox.store(uid, FlagChange.ADD, DELETED, ALWAYS);
        Snapshot before = inbox.snapshot();
        inbox.expunge(uid);
        assertThat(inbox.advance(before).highestModSeq()).isGreaterThan(before.highestModSeq());
        assertThat(append("INBOX", "b")).isGreaterThan(uid[0]);
    }

    @Test
    void a_deleted_mailbox_reads_as_empty() throws Exception {
        account.create(name("Labo"), Optional.empty());
        int a = append("Labo", "a");
        Mailbox labo = account.open(name("Labo"));
        Snapshot before = labo.snapshot();
        account.delete(name("Labo"));
        assertThat(labo.advance(before).size()).isZero();
        assertThat(labo.store(new int[] {a}, FlagChange.ADD, SEEN, ALWAYS)).isEmpty();
        assertThat(facts(labo, a)).isEmpty();
        assertThat(body(labo, a, 0, ALWAYS)).isEmpty();
        assertRefused(Code.NONEXISTENT, labo::info);
    }

    @Test
    void an_opened_mailbox_goes_with_its_rename() throws Exception {
        account.create(name("Labo"), Optional.empty());
        append("Labo", "a");
        Mailbox labo = account.open(name("Labo"));
        account.rename(name("Labo"), name("Autre"));
        assertThat(labo.info().name()).isEqualTo(name("Autre"));
        assertThat(labo.snapshot().size()).isEqualTo(1);
    }

    // copies

    @Test
    void copies_keep_everything_but_the_uid() throws Exception {
        account.create(name("Labo"), Optional.empty());
        int a = append("INBOX", "a");
        int b = append("INBOX", "b");
        Mailbox inbox = account.open(INBOX);
        inbox.store(new int[] {a}, FlagChange.ADD, Flags.of("\\Flagged", "$Junk"), ALWAYS);
        Copied copied = inbox.copy(new int[] {a, b}, name("Labo"));
        Mailbox labo = account.open(name("Labo"));
        Snapshot after = labo.snapshot();
        assertThat(copied.from()).containsExactly(a, b);
        assertThat(copied.to()).containsExactly(after.uid(0), after.uid(1));
        assertThat(copied.uidValidity()).isEqualTo(after.uidValidity());
        assertThat(after.flags(0)).isEqualTo(Flags.of("\\Flagged", "$Junk"));
        Facts original = facts(inbox, a).getFirst();
        Facts copy = facts(labo, after.uid(0)).getFirst();
        assertThat(copy.emailId()).isEqualTo(original.emailId()).matches("[A-Za-z0-9_-]{1,255}");
        assertThat(copy.emailId()).isNotEqualTo(facts(inbox, b).getFirst().emailId());
        assertThat(copy.internalDate()).isEqualTo(original.internalDate());
        assertThat(body(labo, after.uid(0), 0, ALWAYS)).isEqualTo(body(inbox, a, 0, ALWAYS));
        assertThat(account.status(name("Labo")).recent()).isEqualTo(2);
        assertThat(inbox.snapshot().size()).isEqualTo(2);
    }

    @Test
    void a_copy_outlives_its_original() throws Exception {
        account.create(name("Labo"), Optional.empty());
        int a = append("INBOX", "a");
        Mailbox inbox = account.open(INBOX);
        int copy = inbox.copy(new int[] {a}, name("Labo")).to().getFirst();
        String body = body(inbox, a, 0, ALWAYS);
        inbox.store(new int[] {a}, FlagChange.ADD, DELETED, ALWAYS);
        inbox.expunge(new int[] {a});
        assertThat(body(account.open(name("Labo")), copy, 0, ALWAYS))
                .isEqualTo(body)
                .isNotEmpty();
    }

    @Test
    void a_move_is_a_copy_and_a_removal() throws Exception {
        account.create(name("Labo"), Optional.empty());
        int a = append("INBOX", "a");
        int b = append("INBOX", "b");
        Mailbox inbox = account.open(INBOX);
        Snapshot before = inbox.snapshot();
        Copied moved = inbox.move(new int[] {a}, name("Labo"));
        assertThat(moved.from()).containsExactly(a);
        Snapshot after = inbox.advance(before);
        assertThat(after.uids(0, after.size())).containsExactly(b);
        assertThat(inbox.vanishedSince(before.highestModSeq())).containsExactly(a);
        assertThat(account.open(name("Labo")).snapshot().uid(0))
                .isEqualTo(moved.to().getFirst());
    }

    @Test
    void within_one_mailbox_too() throws Exception {
        int a = append("INBOX", "a");
        Mailbox inbox = account.open(INBOX);
        int copy = inbox.copy(new int[] {a}, INBOX).to().getFirst();
        int moved = inbox.move(new int[] {a}, INBOX).to().getFirst();
        assertThat(copy).isGreaterThan(a);
        assertThat(moved).isGreaterThan(copy);
        assertThat(inbox.snapshot().uids(0, 2)).containsExactly(copy, moved);
    }

    @Test
    void no_target_no_copy() throws Exception {
        int[] a = {append("INBOX", "a")};
        Mailbox inbox = account.open(INBOX);
        assertRefused(Code.TRYCREATE, () -> inbox.copy(a, name("x")));
        assertRefused(Code.TRYCREATE, () -> inbox.move(a, name("x")));
        assertThat(inbox.snapshot().size()).isEqualTo(1);
    }

    // recent

    @Test
    void a_message_is_recent_for_one_session_only() throws Exception {
        int a = append("INBOX", "a");
        Mailbox inbox = account.open(INBOX);
        int next = inbox.snapshot().uidNext();
        assertThat(inbox.claimRecent(next)).isLessThanOrEqualTo(a);
        assertThat(inbox.claimRecent(next)).isEqualTo(next);
        assertThat(account.status(INBOX).recent()).isZero();
        int b = append("INBOX", "b");
        assertThat(inbox.claimRecent(next)).isEqualTo(next);
        assertThat(account.status(INBOX).recent()).isEqualTo(1);
        assertThat(inbox.claimRecent(b + 1)).isBetween(a + 1, b);
    }

    // quota

    @Test
    void what_is_kept_counts() throws Exception {
        long before = account.quota().used();
        int a = append("INBOX", "a");
        Mailbox inbox = account.open(INBOX);
        long size = facts(inbox, a).getFirst().size();
        assertThat(account.quota().used()).isEqualTo(before + size);
        inbox.copy(new int[] {a}, INBOX);
        assertThat(account.quota().used()).isEqualTo(before + 2 * size);
        inbox.store(new int[] {a}, FlagChange.ADD, DELETED, ALWAYS);
        inbox.expunge(new int[] {a});
        assertThat(account.quota().used()).isEqualTo(before + size);
        assertThat(account.quota().limit()).isZero();
    }

    @Test
    void a_full_bal_takes_nothing_but_moves_and_removes() throws Exception {
        Account small = store.account(newBal(1000));
        small.create(name("Labo"), Optional.empty());
        int uid;
        try (Content content = Messages.of("x".repeat(600))) {
            uid = small.append(INBOX, Flags.NONE, NOON, content).uid();
            assertRefused(Code.OVERQUOTA, () -> small.append(INBOX, Flags.NONE, NOON, content));
        }
        Mailbox inbox = small.open(INBOX);
        assertRefused(Code.OVERQUOTA, () -> inbox.copy(new int[] {uid}, name("Labo")));
        assertThat(small.status(name("Labo")).messages()).isZero();
        assertThat(small.quota()).isEqualTo(new Account.Quota(600, 1000));
        inbox.move(new int[] {uid}, name("Labo"));
        assertThat(small.status(name("Labo")).messages()).isEqualTo(1);
    }

    @Test
    void messages_that_come_into_several_mailboxes_at_once_do_not_pass_the_limit() throws Exception {
        Account small = store.account(newBal(1000));
        List<Future<Account.Appended>> appends = new ArrayList<>();
        try (Content content = Messages.of("x".repeat(300))) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 6; i++) {
                    MailboxName name =
                            small.create(name("F" + i), Optional.empty()).name();
                    appends.add(threads.submit(() -> small.append(name, Flags.NONE, NOON, content)));
                }
            }
        }
        assertThat(appends)
                .filteredOn(each -> each.state() == Future.State.SUCCESS)
                .hasSize(3);
        assertThat(small.quota().used()).isEqualTo(900);
    }

    // watching

    @Test
    void a_watcher_is_told_of_every_kind_of_change() throws Exception {
        Mailbox inbox = account.open(INBOX);
        AtomicInteger calls = new AtomicInteger();
        try (Mailbox.Watch watch = inbox.watch(calls::incrementAndGet)) {
            int[] a = {append("INBOX", "a")};
            assertTold(calls);
            store().account(bal).open(INBOX).store(a, FlagChange.ADD, DELETED, ALWAYS);
            assertTold(calls);
            store().account(bal).open(INBOX).expunge(a);
            assertTold(calls);
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void a_watcher_sees_what_it_is_told_of() throws Exception {
        Mailbox inbox = account.open(INBOX);
        Snapshot before = inbox.snapshot();
        AtomicInteger calls = new AtomicInteger();
        try (Mailbox.Watch watch = inbox.watch(calls::incrementAndGet)) {
            append("INBOX", "a");
            assertTold(calls);
            assertThat(inbox.advance(before).size()).isEqualTo(1);
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void two_watchers_are_two_even_with_the_same_callback() throws Exception {
        Mailbox inbox = account.open(INBOX);
        AtomicInteger calls = new AtomicInteger();
        Runnable callback = calls::incrementAndGet;
        Mailbox.Watch first = inbox.watch(callback);
        try (Mailbox.Watch second = inbox.watch(callback)) {
            first.close();
            append("INBOX", "a");
            assertTold(calls);
            assertThat(second).isNotNull();
        }
    }

    @Test
    void a_watcher_of_a_bal_is_told_of_messages_names_and_subscriptions_and_sees_them() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (Mailbox.Watch watch = account.watch(calls::incrementAndGet)) {
            account.create(name("Labo"), Optional.empty());
            assertTold(calls);
            assertThat(account.overview().mailboxes()).containsOnlyKeys(INBOX, name("Labo"));
            int[] a = {append("Labo", "a")};
            assertTold(calls);
            assertThat(labo().uidNext()).isEqualTo(a[0] + 1);
            store().account(bal).open(name("Labo")).store(a, FlagChange.ADD, SEEN, ALWAYS);
            assertTold(calls);
            assertThat(labo().unseen()).isZero();
            store().account(bal).subscribe(name("Labo"));
            assertTold(calls);
            assertThat(account.overview().subscriptions()).contains(name("Labo"));
            store().account(bal).unsubscribe(name("Labo"));
            assertTold(calls);
            store().account(bal).rename(name("Labo"), name("Bio"));
            assertTold(calls);
            assertThat(account.overview().mailboxes()).containsOnlyKeys(name("Bio"), INBOX);
            store().account(bal).delete(name("Bio"));
            assertTold(calls);
            assertThat(account.overview().mailboxes()).containsOnlyKeys(INBOX);
            assertThat(watch).isNotNull();
        }
    }

    private MailboxState labo() {
        return Objects.requireNonNull(account.overview().mailboxes().get(name("Labo")));
    }

    @Test
    void the_overview_says_what_status_and_list_say() throws Exception {
        account.create(name("Labo/2026"), Optional.of(SpecialUse.ARCHIVE));
        account.subscribe(name("Labo"));
        append("INBOX", "a");
        account.append(INBOX, SEEN, Instant.now(), Messages.about("b"));
        Overview overview = account.overview();
        for (MailboxInfo info : account.mailboxes()) {
            MailboxStatus status = account.status(info.name());
            assertThat(overview.info(info.name())).contains(info);
            assertThat(overview.mailboxes().get(info.name()))
                    .isEqualTo(new MailboxState(
                            info.name(),
                            info.id(),
                            info.use(),
                            status.messages(),
                            status.unseen(),
                            status.uidNext(),
                            status.uidValidity(),
                            status.highestModSeq()));
        }
        assertThat(overview.subscriptions()).isEqualTo(account.subscriptions());
    }

    // concurrency

    @Test
    void sixteen_writers_use_no_uid_twice_and_skip_none_for_a_reader() throws Exception {
        int writers = 16;
        int each = 20;
        Mailbox inbox = account.open(INBOX);
        Snapshot known = inbox.snapshot();
        Set<Integer> seen = new HashSet<>();
        List<Integer> given = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Integer>>> work = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                work.add(threads.submit(appends(each)));
            }
            while (seen.size() < writers * each) {
                int top = known.uidNext();
                Snapshot next = inbox.advance(known);
                for (int i = 0; i < next.size(); i++) {
                    if (seen.add(next.uid(i))) {
                        assertThat(next.uid(i)).isGreaterThanOrEqualTo(top);
                        assertThat(next.modSeq(i)).isGreaterThan(known.highestModSeq());
                    }
                }
                known = next;
                if (work.stream().allMatch(Future::isDone) && inbox.advance(known) == known) {
                    break;
                }
            }
            for (Future<List<Integer>> one : work) {
                given.addAll(one.get());
            }
        }
        assertThat(given).hasSize(writers * each).doesNotHaveDuplicates();
        assertThat(seen).containsExactlyInAnyOrderElementsOf(given);
    }

    @Test
    void sixteen_sessions_change_and_move_and_everything_adds_up() throws Exception {
        account.create(name("Labo"), Optional.empty());
        List<Integer> uids = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            uids.add(append("INBOX", "m" + i));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> work = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                int mine = i;
                work.add(threads.submit(() -> {
                    Mailbox inbox = store().account(bal).open(INBOX);
                    int[] all = uids.stream().mapToInt(Integer::intValue).toArray();
                    inbox.store(all, FlagChange.ADD, Flags.of("k" + mine), ALWAYS);
                    return inbox.move(all, name("Labo")).to().size();
                }));
            }
            int moved = 0;
            for (Future<Integer> one : work) {
                moved += one.get();
            }
            assertThat(moved).isEqualTo(16);
        }
        assertThat(account.status(INBOX).messages()).isZero();
        assertThat(account.status(name("Labo")).messages()).isEqualTo(16);
    }

    @Test
    void sixteen_creations_of_one_name_make_one_mailbox() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> work = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                work.add(threads.submit(() -> {
                    try {
                        account.create(name("a/b/c"), Optional.empty());
                        return true;
                    } catch (MailboxException e) {
                        assertThat(e.code()).isEqualTo(Code.ALREADYEXISTS);
                        return false;
                    }
                }));
            }
            int made = 0;
            for (Future<Boolean> one : work) {
                made += one.get() ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
        }
        assertThat(account.mailboxes()).extracting(each -> each.name().value()).contains("a", "a/b", "a/b/c");
    }

    private Callable<List<Integer>> appends(int count) {
        return () -> {
            List<Integer> uids = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                uids.add(append("INBOX", "m" + i));
            }
            return uids;
        };
    }

    private int append(String mailbox, String subject) throws Exception {
        try (Content content = Messages.about(subject)) {
            return store().account(bal)
                    .append(name(mailbox), Flags.NONE, NOON, content)
                    .uid();
        }
    }

    private MailboxInfo info(String name) {
        return account.mailboxes().stream()
                .filter(each -> each.name().equals(name(name)))
                .findAny()
                .orElseThrow();
    }

    private static MailboxName name(String text) {
        return new MailboxName(text);
    }

    private static TextSignature signature(String text) {
        TextSignature.Builder signature = new TextSignature.Builder();
        SearchText.NOWHERE.search(signature).in(text);
        return signature.end();
    }

    private static TextProbe probe(String text) {
        return new SearchText(text).probe().orElseThrow();
    }

    private static List<Facts> facts(Mailbox mailbox, int... uids) {
        List<Facts> facts = new ArrayList<>();
        mailbox.facts(uids, facts::add);
        return facts;
    }

    private static String body(Mailbox mailbox, int uid, long offset, long length) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long count = mailbox.copyBody(uid, offset, length, out);
        assertThat(count).isEqualTo(out.size());
        return out.toString(UTF_8);
    }

    private static void assertTold(AtomicInteger calls) {
        await().until(() -> calls.getAndSet(0) > 0);
    }

    private static void assertRefused(Code code, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        MailboxException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
