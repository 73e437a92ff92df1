package fr.pli.imap.mail;

import java.util.Optional;

/**
 * A mailbox in a list.
 *
 * @param id its MAILBOXID (RFC 8474), which outlives a rename; letters, digits, {@code -} and {@code _}
 * @param hasChildren whether there are mailboxes inside it
 */
public record MailboxInfo(
        MailboxName name, String id, Optional<SpecialUse> use, boolean subscribed, boolean hasChildren) {}
