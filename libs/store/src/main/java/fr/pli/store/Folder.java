package fr.pli.store;

import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.MailboxName;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a message is put, and how it lies there.
 *
 * @param internalDate now, if empty
 */
record Folder(MailboxName mailbox, Flags flags, Optional<Instant> internalDate) {

    /** As delivery does it. */
    static final Folder INBOX = new Folder(MailboxName.INBOX, Flags.NONE, Optional.empty());
}
