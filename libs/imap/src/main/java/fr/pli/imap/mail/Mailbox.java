package fr.pli.imap.mail;

import fr.pli.mime.Content;
import fr.pli.mime.MessageIndex;
import fr.pli.mime.TextProbe;
import fr.pli.mime.TextSignature;
import fr.pli.mss.StoreUnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One opened mailbox. UIDs are given as {@code int}, 1 to 2^31-1, always ascending in an array. UIDs that are not (any longer) in
 * the mailbox are passed over without a word. After somebody has deleted the mailbox it reads as empty and takes no change. Every
 * method may throw {@link StoreUnavailableException}.
 */
public interface Mailbox {

    /**
     * What it is now; a rename shows.
     *
     * @throws MailboxException NONEXISTENT after it was deleted
     */
    MailboxInfo info() throws MailboxException;

    /** All messages as of now. Shared by the sessions of a node: cheap when another session has it open. */
    Snapshot snapshot();

    /** {@code known} brought up to now; the same object when nothing happened. */
    Snapshot advance(Snapshot known);

    /**
     * Takes the recent messages for one session (RFC 3501 section 2.3.2): those with a UID below {@code uidNext} that no session took
     * before.
     *
     * @return the lowest UID that was taken; {@code uidNext} if none was left
     */
    int claimRecent(int uidNext);

    /**
     * Calls {@code onChange} after each change by anybody on any node, soon, from any thread, possibly once for several changes, and
     * when changes may have been missed. It does not block.
     */
    Watch watch(Runnable onChange);

    /** Dates, sizes and ids, message by message in UID order. */
    void facts(int[] uids, Consumer<Facts> sink);

    /** The most keywords that a mailbox may have: each is told to whoever selects it. */
    int MOST_KEYWORDS = 100;

    /** How many messages {@link #describeSome} is best asked for at a time. */
    int DESCRIBED_AT_ONCE = 200;

    /**
     * What was computed at delivery of the first of these messages, in UID order: of one at least, and of no more than can well be held in memory, for it
     * may be half a megabyte of each.
     *
     * @return how many of {@code uids} were looked for; ask for the others next
     */
    int describeSome(int[] uids, Consumer<Described> sink);

    /** The same of all of them. */
    default void describe(int[] uids, Consumer<Described> sink) {
        for (int from = 0; from < uids.length; ) {
            int to = Math.min(uids.length, from + DESCRIBED_AT_ONCE);
            from += describeSome(Arrays.copyOfRange(uids, from, to), sink);
        }
    }

    /**
     * Writes octets of a message, {@code length} of them from {@code offset}, fewer at its end.
     *
     * @return how many were written; 0 when the message is gone or ends before {@code offset}
     * @throws IOException if {@code out} does
     */
    long copyBody(int uid, long offset, long length, OutputStream out) throws IOException;

    /** The same for some messages, which are asked for in this order: what of them is read ahead is held until another is asked for. */
    default Bodies bodies(int[] uids) {
        return this::copyBody;
    }

    /** Of some messages, those whose text may hold what is asked for: also those whose signature is not known, and those that are gone. */
    default int[] mayHold(int[] uids, TextProbe probe) {
        return uids;
    }

    /** Remembers signatures of messages, by UID, for {@link #mayHold}; a store that keeps none forgets them. */
    default void remember(Map<Integer, TextSignature> signatures) {}

    /**
     * Changes flags (RFC 9051 section 6.4.6, RFC 7162 section 3.1.3). Only messages whose mod-sequence is at most {@code unchangedSince} are
     * touched. A message whose flags are already so keeps its mod-sequence.
     *
     * @param unchangedSince {@link Long#MAX_VALUE} for no condition
     * @return UIDs that the condition left out
     * @throws MailboxException LIMIT if the mailbox would have more keywords than it may; what came before may have been changed
     */
    int[] store(int[] uids, FlagChange change, Flags flags, long unchangedSince) throws MailboxException;

    /**
     * Removes those of {@code uids} that are flagged \Deleted, for good.
     *
     * @return UIDs removed
     */
    int[] expunge(int[] uids);

    /**
     * Copies with flags, internal date and EMAILID; the copies get UIDs in the same order.
     *
     * @throws MailboxException TRYCREATE if there is no {@code target}; OVERQUOTA or LIMIT, and then nothing was copied
     */
    Copied copy(int[] uids, MailboxName target) throws MailboxException;

    /**
     * Copies and removes in one transaction (RFC 6851). Quota does not hinder it. Into itself gives the messages new UIDs.
     *
     * @throws MailboxException TRYCREATE if there is no {@code target}
     */
    Copied move(int[] uids, MailboxName target) throws MailboxException;

    /**
     * Puts a message into {@code target} and removes one from here, whatever its flags, in one transaction (RFC 8508). Quota is judged on
     * the difference. Does not close {@code content}.
     *
     * @param uid of the message that goes
     * @return UID of the one that comes, and the UIDVALIDITY
     * @throws MailboxException EXPUNGEISSUED if there is no message {@code uid}; TRYCREATE if there is no {@code target}; OVERQUOTA.
     *     Nothing was done then
     */
    Account.Appended replace(int uid, MailboxName target, Flags flags, Instant internalDate, Content content)
            throws MailboxException;

    /**
     * UIDs removed after {@code modSeq} (RFC 7162 section 3.2.5.1). Where the past is no longer known so far back: all UIDs below
     * UIDNEXT that are not in the mailbox.
     */
    int[] vanishedSince(long modSeq);

    /** The octets of some messages; for one thread. */
    interface Bodies {

        /** As {@link Mailbox#copyBody}. */
        long copy(int uid, long offset, long length, OutputStream out) throws IOException;
    }

    /** How STORE changes flags. */
    enum FlagChange {
        REPLACE,
        ADD,
        REMOVE;

        /** The flags of a message after this change by {@code flags}. */
        public Flags apply(Flags before, Flags flags) {
            return switch (this) {
                case REPLACE -> flags;
                case ADD -> before.plus(flags);
                case REMOVE -> before.minus(flags);
            };
        }
    }

    /**
     * What never changes of a message in a mailbox.
     *
     * @param saved when it came into this mailbox, by whatever way (RFC 8514); the internal date where a store did not note it
     * @param size in octets
     * @param emailId its EMAILID (RFC 8474), equal in all copies
     */
    record Facts(int uid, Instant internalDate, Instant saved, long size, String emailId) {}

    /** A message as computed at delivery. */
    record Described(Facts facts, MessageIndex index) {}

    /** What became of copied messages: {@code from.get(i)} is {@code to.get(i)} now. */
    record Copied(long uidValidity, List<Integer> from, List<Integer> to) {}

    /** Ends a {@link #watch}; a call that is under way may still come through. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
