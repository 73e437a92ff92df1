package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.imap.SequenceSet.Span;
import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.Snapshot;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectedTest {

    private final Mailbox mailbox = Mailboxes.with(3, 6, 9);
    private final Selected selected = new Selected(mailbox, false, mailbox.snapshot());

    @ParameterizedTest
    @CsvSource({
        "1,*,SEQUENCE,3 6 9",
        "*,1,SEQUENCE,3 6 9",
        "3,2,SEQUENCE,6 9",
        "*,*,SEQUENCE,9",
        "1,*,UID,3 6 9",
        "4294967295,1,UID,3 6 9",
        "4,5,UID,''",
        "4294967295,*,UID,9",
        "10,*,UID,9",
        "2147483648,4294967295,UID,''"
    })
    void ranges_may_be_huge_or_reversed_and_the_star_is_the_last_message(
            String one, String other, Numbering numbering, String uids) throws Exception {
        SequenceSet set = SequenceSet.of(List.of(new Span(number(one), number(other))));
        assertThat(selected.uids(selected.resolve(set, numbering))).containsExactly(ints(uids));
    }

    @Test
    void number_of_a_message_that_is_not_there_is_an_error_and_its_uid_is_not() throws Exception {
        SequenceSet four = SequenceSet.of(List.of(new Span(4, 4)));
        assertThatThrownBy(() -> selected.resolve(four, Numbering.SEQUENCE)).hasMessage("there are only 3 messages");
        assertThat(selected.among(four, Numbering.SEQUENCE)).isEmpty();
        assertThat(selected.resolve(four, Numbering.UID)).isEmpty();
    }

    @Test
    void a_set_picks_from_many_numbers_in_one_pass() {
        SequenceSet set =
                SequenceSet.of(List.of(new Span(7, 5), new Span(1, 2), new Span(6, 6), new Span(SequenceSet.STAR, 9)));
        assertThat(set.filter(new int[] {1, 3, 5, 6, 7, 8, 9, 10, 11}, 10)).containsExactly(1, 5, 6, 7, 9, 10);
    }

    @Test
    void star_of_an_empty_mailbox_names_nothing() throws Exception {
        Mailbox empty = Mailboxes.with();
        Selected nothing = new Selected(empty, false, empty.snapshot());
        assertThat(nothing.resolve(SequenceSet.all(), Numbering.UID)).isEmpty();
        assertThatThrownBy(() -> nothing.resolve(SequenceSet.all(), Numbering.SEQUENCE))
                .isInstanceOf(ImapSyntaxException.class);
    }

    @Test
    void what_a_search_found_is_kept_by_uid() throws Exception {
        selected.save(new int[] {3, 9});
        Mailboxes.remove(mailbox, 3);
        selected.told(selected.look(), true);
        assertThat(selected.resolve(SequenceSet.SAVED, Numbering.SEQUENCE)).containsExactly(1);
    }

    @Test
    void numbers_stay_until_the_client_is_told_of_a_removal() throws Exception {
        Mailboxes.remove(mailbox, 3);
        selected.told(selected.look(), false);
        assertThat(uids(selected)).containsExactly(3, 6, 9);
        assertThat(selected.known().size()).isEqualTo(2);

        Changes later = selected.look();
        assertThat(later.removed()).containsExactly(0);
        selected.told(later, true);
        assertThat(uids(selected)).containsExactly(6, 9);
    }

    @Test
    void only_unseen_messages_are_marked_seen() throws Exception {
        Mailboxes.flag(mailbox, 6, "\\Seen");
        selected.told(selected.look(), true);
        long before = mailbox.snapshot().modSeq(1);
        selected.markSeen(new int[] {3, 6, 7});
        assertThat(mailbox.snapshot().modSeq(1)).isEqualTo(before);
        assertThat(mailbox.snapshot().flags(0)).hasToString("\\Seen");
    }

    @Test
    void recent_is_claimed_by_one_session_and_by_none_that_only_reads() {
        Selected reader = new Selected(mailbox, true, mailbox.snapshot());
        reader.claimRecent();
        selected.claimRecent();
        Selected second = new Selected(mailbox, false, mailbox.snapshot());
        second.claimRecent();
        Predicate<Selected> hasRecent = each -> each.recent().count(each.known()) > 0;
        assertThat(List.of(reader, selected, second)).filteredOn(hasRecent).containsExactly(selected);
    }

    private static long number(String text) {
        return text.equals("*") ? SequenceSet.STAR : Long.parseLong(text);
    }

    private static int[] ints(String text) {
        return text.isEmpty()
                ? new int[0]
                : List.of(text.split(" ")).stream().mapToInt(Integer::parseInt).toArray();
    }

    private static int[] uids(Selected selected) {
        return IntStream.range(0, selected.size()).map(selected::uid).toArray();
    }

    @Test
    void what_was_removed_after_the_snapshot_is_not_among_what_vanished_before_it() throws Exception {
        Mailboxes.remove(mailbox, 3);
        Selected later = new Selected(mailbox, false, mailbox.snapshot());
        Mailboxes.remove(mailbox, 6);
        assertThat(mailbox.vanishedSince(1)).contains(3, 6);
        assertThat(later.vanishedSince(1)).contains(3).doesNotContain(6);
        later.told(later.look(), false);
        assertThat(later.vanishedSince(1)).contains(3).doesNotContain(6);
        later.told(later.look(), true);
        assertThat(later.vanishedSince(1)).contains(3, 6);
    }

    @Test
    void what_came_and_went_after_the_snapshot_is_unknown_to_the_client() throws Exception {
        Mailbox busy = Mailboxes.with(1, 2, 3);
        Snapshot before = new Snapshot(
                busy.snapshot().uidValidity(),
                3,
                1,
                new int[] {1, 2},
                new Flags[] {Flags.NONE, Flags.NONE},
                new long[] {1, 1});
        Mailboxes.remove(busy, 3);
        assertThat(new Selected(busy, false, before).vanishedSince(1)).isEmpty();
    }
}
