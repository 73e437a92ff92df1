package fr.pli.store;

import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxException.Code;
import fr.pli.mime.Content;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * REPLACE: a message goes and another comes, in one transaction, so that there is always one of the two and the quota judges the
 * difference. Whoever calls it holds the lock of the BAL; it takes those of both mailboxes.
 */
final class Replacement {

    private final Deposits deposits;
    private final Box from;
    private final Folder to;
    private final Content content;

    Replacement(Deposits deposits, Box from, Folder to, Content content) {
        this.deposits = deposits;
        this.from = from;
        this.to = to;
        this.content = content;
    }

    /**
     * Does it, with the BAL locked by the caller.
     *
     * @throws MailboxException EXPUNGEISSUED if the message is gone; TRYCREATE; OVERQUOTA; LIMIT; nothing was done then
     */
    Deposit.Place replace(JdbcClient jdbc, int uid) throws MailboxException {
        DepositStatement statement = deposits.statement(jdbc, to, Deposit.append(from.bal(), content));
        Row old = remove(jdbc, uid);
        Deposits.admit(jdbc, from.bal(), to);
        try {
            return statement
                    .afterFreeing(old.size())
                    .run(jdbc)
                    .getFirst()
                    .orElseThrow()
                    .places()
                    .getFirst();
        } catch (Deposit.Refused refused) {
            throw refused.places().isEmpty()
                    ? new MailboxException(Code.TRYCREATE, "there is no such mailbox")
                    : new MailboxException(Code.OVERQUOTA, "the BAL is full");
        }
    }

    private Row remove(JdbcClient jdbc, int uid) throws MailboxException {
        List<LockedMailbox> locked = LockedMailbox.lock(jdbc, from, to.mailbox().value());
        for (LockedMailbox mailbox : locked) {
            if (mailbox.box().equals(from)) {
                List<Row> rows = mailbox.rows(new int[] {uid});
                if (!rows.isEmpty()) {
                    mailbox.remove(rows);
                    MailRefs.drop(jdbc, rows);
                    return rows.getFirst();
                }
            }
        }
        throw new MailboxException(Code.EXPUNGEISSUED, "the message is gone");
    }
}
