package fr.pli.imap;

import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Flags.SystemFlag;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.Mailbox.Described;
import fr.pli.imap.mail.Mailbox.FlagChange;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.Snapshot;
import fr.pli.imap.syntax.ImapSyntaxException;
import fr.pli.wire.ComputingTime.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A mailbox that a session has selected: what the client knows of it. Its numbers stay what the client believes until it is told of a
 * removal, whatever other sessions do meanwhile.
 */
final class Selected {

    private final Mailbox mailbox;
    private final boolean readOnly;
    private final Recent recent = new Recent();
    private final MailboxFlags flags;
    private Snapshot known;
    private int[] view;
    private boolean holdsRemoved;
    private int[] saved = {};

    Selected(Mailbox mailbox, boolean readOnly, Snapshot known) {
        this.mailbox = mailbox;
        this.readOnly = readOnly;
        this.known = known;
        this.flags = MailboxFlags.of(known);
        this.view = known.sharedUids();
    }

    Mailbox mailbox() {
        return mailbox;
    }

    boolean readOnly() {
        return readOnly;
    }

    /** What the client was told of flags that may occur. */
    MailboxFlags flags() {
        return flags;
    }

    Recent recent() {
        return recent;
    }

    /** Takes what is new in the mailbox as recent for this session. A read-only one leaves it to the others. */
    void claimRecent() {
        if (!readOnly) {
            recent.add(mailbox.claimRecent(known.uidNext()), known.uidNext());
        }
    }

    /** The newest state that the client was told of, but for removals that it must not be told yet. */
    Snapshot known() {
        return known;
    }

    /** Messages that the client believes to be there. */
    int size() {
        return view.length;
    }

    /** @param index message sequence number minus 1 */
    int uid(int index) {
        return view[index];
    }

    /** Index of a UID in what the client believes; negative if it is not there. */
    int indexOf(int uid) {
        return Arrays.binarySearch(view, uid);
    }

    /** UIDs of indexes. */
    int[] uids(int[] indexes) {
        return Arrays.stream(indexes).map(index -> view[index]).toArray();
    }

    /** Describes messages some at a time; others have their turn between two of them, and while the store is waited for. */
    void describe(int[] uids, Work time, Consumer<Described> sink) throws IOException {
        for (int from = 0; from < uids.length; ) {
            List<Described> some = new ArrayList<>();
            int[] next = Arrays.copyOfRange(uids, from, Math.min(uids.length, from + Mailbox.DESCRIBED_AT_ONCE));
            from += time.aside(() -> mailbox.describeSome(next, some::add));
            for (Described each : some) {
                time.check();
                sink.accept(each);
            }
        }
    }

    /** UIDs of what is flagged \\Deleted now, whether the client knows it or not. */
    int[] deleted() {
        Snapshot now = mailbox.advance(known);
        return IntStream.range(0, now.size())
                .filter(index -> now.flags(index).has(SystemFlag.DELETED))
                .map(now::uid)
                .toArray();
    }

    /** Sets \\Seen on those of these messages that lack it; their UIDs, ascending as {@code uids} are. */
    int[] markSeen(int[] uids) throws MailboxException {
        int[] unseen = Arrays.stream(uids)
                .filter(uid -> known.indexOf(uid) >= 0
                        && !known.flags(known.indexOf(uid)).has(SystemFlag.SEEN))
                .toArray();
        if (unseen.length > 0) {
            mailbox.store(unseen, FlagChange.ADD, Flags.of("\\Seen"), Long.MAX_VALUE);
        }
        return unseen;
    }

    /**
     * UIDs removed after {@code modSeq}, ascending. What was removed after {@link #known()} is not among them: the client still counts it, and is told
     * later (RFC 7162 section 3.2.10.1).
     */
    int[] vanishedSince(long modSeq) {
        return Arrays.stream(mailbox.vanishedSince(modSeq))
                .filter(uid -> uid < known.uidNext() && indexOf(uid) < 0)
                .toArray();
    }

    /** Keeps what a search found, as UIDs: {@code $} from now on (RFC 5182). */
    void save(int[] uids) {
        saved = uids;
    }

    /** What happened since {@link #known()}. */
    Changes look() {
        Snapshot now = mailbox.advance(known);
        return now == known && !holdsRemoved ? Changes.none(now) : Changes.between(view, known, now);
    }

    /** The client was told of changes, except of removals unless {@code removals}. */
    void told(Changes changes, boolean removals) {
        known = changes.now();
        holdsRemoved = !removals && changes.removed().length > 0;
        view = holdsRemoved ? changes.viewWithRemoved(view) : known.sharedUids();
    }

    /**
     * Indexes of the messages that a set names, ascending. UIDs that nobody has are passed over.
     *
     * @throws ImapSyntaxException if it names a message sequence number that is not there
     */
    int[] resolve(SequenceSet set, Numbering numbering) throws ImapSyntaxException {
        if (numbering == Numbering.SEQUENCE) {
            for (SequenceSet.Span span : set.ranges()) {
                if (span.low(view.length) < 1 || span.high(view.length) > view.length) {
                    throw new ImapSyntaxException("there are only " + view.length + " messages");
                }
            }
        }
        return among(set, numbering);
    }

    /** As {@link #resolve}, passing over sequence numbers too. */
    int[] among(SequenceSet set, Numbering numbering) {
        if (set.saved()) {
            return Arrays.stream(saved).map(this::indexOf).filter(i -> i >= 0).toArray();
        }
        BitSet found = new BitSet(view.length);
        for (SequenceSet.Span span : set.ranges()) {
            if (numbering == Numbering.UID) {
                addUids(span, found);
            } else {
                addNumbers(span, found);
            }
        }
        return found.stream().toArray();
    }

    private void addNumbers(SequenceSet.Span span, BitSet found) {
        int from = (int) Math.clamp(span.low(view.length) - 1, 0L, view.length);
        int to = (int) Math.clamp(span.high(view.length), 0L, view.length);
        found.set(from, Math.max(from, to));
    }

    private void addUids(SequenceSet.Span span, BitSet found) {
        if (view.length > 0) {
            long last = view[view.length - 1];
            int from = place(span.low(last));
            int to = place(span.high(last) + 1);
            found.set(from, Math.max(from, to));
        }
    }

    /** Index of the first message whose UID is at least that. */
    private int place(long uid) {
        int index = Arrays.binarySearch(view, (int) Math.min(uid, Integer.MAX_VALUE));
        return index < 0 ? -index - 1 : index;
    }
}
