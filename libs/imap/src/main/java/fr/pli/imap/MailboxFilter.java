package fr.pli.imap;

import fr.pli.imap.mail.MailboxName;
import java.util.Optional;
import java.util.Set;

/** Which mailboxes an event group of NOTIFY is about (RFC 5465 section 6). All mailboxes of a BAL are personal and can be selected. */
sealed interface MailboxFilter {

    /**
     * The selected mailbox, whichever it is at the time.
     *
     * @param delayed whether removals wait for a command that may tell them
     */
    record Selected(boolean delayed) implements MailboxFilter {}

    /** INBOX: no other mailbox is delivered to. */
    record Inboxes() implements MailboxFilter {}

    record Personal() implements MailboxFilter {}

    record Subscribed() implements MailboxFilter {}

    /** These and all inside them. */
    record Subtree(Set<MailboxName> names) implements MailboxFilter {}

    record Mailboxes(Set<MailboxName> names) implements MailboxFilter {}

    /**
     * Whether a mailbox that is not selected is meant.
     *
     * @param subscribed whether the name is subscribed to
     */
    default boolean matches(MailboxName name, boolean subscribed) {
        return switch (this) {
            case Selected _ -> false;
            case Inboxes _ -> name.isInbox();
            case Personal _ -> true;
            case Subscribed _ -> subscribed;
            case Subtree(Set<MailboxName> names) -> isIn(names, name);
            case Mailboxes(Set<MailboxName> names) -> names.contains(name);
        };
    }

    private static boolean isIn(Set<MailboxName> tops, MailboxName name) {
        Optional<MailboxName> at = Optional.of(name);
        while (at.isPresent() && !tops.contains(at.get())) {
            at = at.get().parent();
        }
        return at.isPresent();
    }
}
