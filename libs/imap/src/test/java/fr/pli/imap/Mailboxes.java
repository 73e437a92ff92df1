package fr.pli.imap;

import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.Mailbox.FlagChange;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxName;
import fr.pli.mime.Content;
import fr.pli.mime.Messages;
import java.time.Instant;
import java.util.stream.IntStream;

/** Mailboxes in memory, for tests that need no session. */
final class Mailboxes {

    private Mailboxes() {}

    /** One with messages of these UIDs. */
    static Mailbox with(int... uids) {
        MemoryAccount account = new MemoryAccount(0);
        try {
            Mailbox inbox = account.open(MailboxName.INBOX);
            int last = IntStream.of(uids).max().orElse(0);
            for (int uid = 1; uid <= last; uid++) {
                deliver(account, "m" + uid);
            }
            remove(
                    inbox,
                    IntStream.rangeClosed(1, last)
                            .filter(uid -> IntStream.of(uids).noneMatch(wanted -> wanted == uid))
                            .toArray());
            return inbox;
        } catch (MailboxException e) {
            throw new AssertionError("INBOX is always there", e);
        }
    }

    /** Puts one more message into the INBOX. */
    static void deliver(Account account, String subject) throws MailboxException {
        try (Content message = Messages.about(subject)) {
            account.append(MailboxName.INBOX, Flags.NONE, Instant.EPOCH, message);
        }
    }

    static void flag(Mailbox mailbox, int uid, String flag) throws MailboxException {
        mailbox.store(new int[] {uid}, FlagChange.ADD, Flags.of(flag), Long.MAX_VALUE);
    }

    static void remove(Mailbox mailbox, int... uids) throws MailboxException {
        mailbox.store(uids, FlagChange.ADD, Flags.of("\\Deleted"), Long.MAX_VALUE);
        mailbox.expunge(uids);
    }
}
