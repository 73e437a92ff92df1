package fr.pli.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * One opened mailbox. UIDs are given as {@code int}, 1 to 2^31-1, always ascending in an array. UIDs that are not (any longer) in
 * the mailbox are passed over without a word. Every method may throw {@link StoreUnavailableException}.
 */
public interface Mailbox {

    /** What it is now; a rename shows, a delete throws {@link MailboxException} NONEXISTENT. */
    MailboxInfo info() throws MailboxException;

    /** All messages as of now. Shared by the sessions of a node: cheap when another session has it open. */
    Snapshot snapshot();

    /** {@code known} brought up to now; the same object when nothing happened. */
    Snapshot advance(Snapshot known);

    /**
     * Takes the recent messages for this session (RFC 3501 section 2.3.2).
     *
     * @return the lowest UID that no session was told of before
     */
    int claimRecent();

    /**
     * Calls {@code onChange} after each change by anybody on any node, soon, from any thread, possibly once for several changes. It must
     * not block.
     *
     * @return closes the watch
     */
    AutoCloseable watch(Runnable onChange);

    /** What was computed at delivery, message by message in UID order. */
    void describe(int[] uids, Consumer<Described> sink);

    /**
     * Writes octets of a message, {@code length} of them from {@code offset}, fewer at its end.
     *
     * @throws IOException if {@code out} does
     */
    void copyBody(int uid, long offset, long length, OutputStream out) throws IOException;

    /**
     * Changes flags (RFC 9051 section 6.4.6, RFC 7162 section 3.1.3). Only messages whose mod-sequence is at most {@code unchangedSince} are
     * touched.
     *
     * @param unchangedSince {@link Long#MAX_VALUE} for no condition
     * @return UIDs that the condition left out
     */
    int[] store(int[] uids, FlagChange change, Flags flags, long unchangedSince);

    /**
     * Removes those of {@code uids} that are flagged \Deleted, for good.
     *
     * @return UIDs removed
     */
    int[] expunge(int[] uids);

    /** @throws MailboxException TRYCREATE if there is no {@code target}; OVERQUOTA */
    Copied copy(int[] uids, MailboxName target) throws MailboxException;

    /**
     * Copies and removes in one transaction (RFC 6851).
     *
     * @throws MailboxException TRYCREATE if there is no {@code target}
     */
    Copied move(int[] uids, MailboxName target) throws MailboxException;

    /**
     * UIDs removed after {@code modSeq} (RFC 7162 section 3.2.5.1), as far as is known; those of an unknown past are told by absence from the
     * snapshot.
     */
    int[] vanishedSince(long modSeq);

    /** How STORE changes flags. */
    enum FlagChange {
        REPLACE,
        ADD,
        REMOVE
    }

    /** A message as computed at delivery. {@code emailId} is its EMAILID (RFC 8474), equal in all copies. */
    record Described(int uid, Instant internalDate, long size, String emailId, MessageIndex index) {}

    /** What became of copied messages: {@code from.get(i)} is {@code to.get(i)} now. */
    record Copied(long uidValidity, List<Integer> from, List<Integer> to) {}
}
