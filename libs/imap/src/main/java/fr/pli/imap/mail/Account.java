package fr.pli.imap.mail;

import fr.pli.mime.Content;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.wire.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The mailboxes of one BAL: a tree in which what a mailbox is in always exists. Every method may throw {@link StoreUnavailableException}.
 */
public interface Account {

    /** All mailboxes, by name. */
    List<MailboxInfo> mailboxes();

    /** Names subscribed to; some may not exist (any more) (RFC 9051 section 6.3.7). */
    SortedSet<MailboxName> subscriptions();

    /** All mailboxes and subscriptions as of now: cheap, however many messages there are. */
    Overview overview();

    /**
     * Calls {@code onChange} after each change by anybody on any node to the messages of a mailbox, to the mailboxes or to the subscriptions of this
     * BAL, as {@link Mailbox#watch} does.
     */
    Mailbox.Watch watch(Runnable onChange);

    /**
     * Subscribes; the mailbox need not exist.
     *
     * @throws MailboxException LIMIT
     */
    void subscribe(MailboxName name) throws MailboxException;

    void unsubscribe(MailboxName name);

    /**
     * Creates it and what it is in. A name that was deleted before comes back with a greater UIDVALIDITY and another id.
     *
     * @throws MailboxException ALREADYEXISTS; USEATTR if another one has that use; LIMIT
     */
    MailboxInfo create(MailboxName name, Optional<SpecialUse> use) throws MailboxException;

    /**
     * Deletes it with its messages; the subscription stays.
     *
     * @throws MailboxException NONEXISTENT; CANNOT for INBOX; HASCHILDREN
     */
    void delete(MailboxName name) throws MailboxException;

    /**
     * Renames it and what is in it, and creates what the new name is in. Renaming INBOX moves its messages to a new mailbox and leaves it
     * and what is in it (RFC 9051 section 6.3.6). Subscriptions stay.
     *
     * @throws MailboxException NONEXISTENT; ALREADYEXISTS; CANNOT into itself, or if a name inside would be too long; LIMIT
     */
    void rename(MailboxName from, MailboxName to) throws MailboxException;

    /** @throws MailboxException NONEXISTENT */
    MailboxStatus status(MailboxName name) throws MailboxException;

    /** @throws MailboxException NONEXISTENT */
    Mailbox open(MailboxName name) throws MailboxException;

    /**
     * Puts a message into a mailbox. Does not close {@code content}.
     *
     * @param internalDate kept to the second
     * @return its UID and the UIDVALIDITY, for APPENDUID
     * @throws MailboxException TRYCREATE if there is no such mailbox; OVERQUOTA
     */
    Appended append(MailboxName name, Flags flags, Instant internalDate, Content content) throws MailboxException;

    /** Storage used and allowed (RFC 9208). */
    Quota quota();

    /** Who may do what here, as of now; {@code who} is the one who asks (RFC 4314). */
    AccessList access(Identity who);

    /** Where a message went. */
    record Appended(long uidValidity, int uid) {}

    /**
     * Octets used by all mailboxes, and the limit; 0 means none. APPEND and COPY do not pass it, however many do so at once; deliveries that
     * arrive in the same moment may, by what they bring.
     */
    record Quota(long used, long limit) {

        /** Whether {@code size} more octets would be too many. */
        public boolean isExceededBy(long size) {
            return limit > 0 && used + size > limit;
        }
    }
}
