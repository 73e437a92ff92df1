package fr.pli.imap;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** The mailboxes of one BAL. Every method may throw {@link StoreUnavailableException}. */
public interface Account {

    /** All mailboxes, by name. */
    List<MailboxInfo> mailboxes();

    /** Names subscribed to; some may not exist (any more) (RFC 9051 section 6.3.7). */
    SortedSet<MailboxName> subscriptions();

    void subscribe(MailboxName name);

    void unsubscribe(MailboxName name);

    /**
     * Creates it and what it is in.
     *
     * @throws MailboxException ALREADYEXISTS; CANNOT if another one has that use
     */
    MailboxInfo create(MailboxName name, Optional<SpecialUse> use) throws MailboxException;

    /** @throws MailboxException NONEXISTENT; CANNOT for INBOX; HASCHILDREN */
    void delete(MailboxName name) throws MailboxException;

    /**
     * Renames it and what is in it. Renaming INBOX moves its messages to a new mailbox and leaves it empty (RFC 9051 section 6.3.6).
     *
     * @throws MailboxException NONEXISTENT, ALREADYEXISTS, CANNOT
     */
    void rename(MailboxName from, MailboxName to) throws MailboxException;

    /** @throws MailboxException NONEXISTENT */
    MailboxStatus status(MailboxName name) throws MailboxException;

    /** @throws MailboxException NONEXISTENT */
    Mailbox open(MailboxName name) throws MailboxException;

    /**
     * Puts a message into a mailbox. Does not close {@code content}.
     *
     * @return its UID and the UIDVALIDITY, for APPENDUID
     * @throws MailboxException TRYCREATE if there is no such mailbox; OVERQUOTA
     */
    Appended append(MailboxName name, Flags flags, Instant internalDate, Content content) throws MailboxException;

    /** Storage used and allowed (RFC 9208). */
    Quota quota();

    /** Where a message went. */
    record Appended(long uidValidity, int uid) {}

    /** Octets used by all mailboxes, and the limit; 0 means none. */
    record Quota(long used, long limit) {}
}
