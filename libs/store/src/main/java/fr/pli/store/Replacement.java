package fr.pli.store;

import fr.pli.imap.MailboxException;
import fr.pli.imap.MailboxException.Code;
import fr.pli.mime.Content;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.postgres.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * REPLACE: a message goes and another comes, in one transaction, so that there is always one of the two and the quota judges the
 * difference. It holds the lock of the BAL, then those of both mailboxes.
 */
final class Replacement {

    private final Database database;
    private final Box from;
    private final Folder to;
    private final Content content;

    Replacement(Database database, Box from, Folder to, Content content) {
        this.database = database;
        this.from = from;
        this.to = to;
        this.content = content;
    }

    /**
     * Does it.
     *
     * @throws MailboxException EXPUNGEISSUED if the message is gone; TRYCREATE; OVERQUOTA; nothing was done then
     */
    Deposit.Place replace(int uid) throws MailboxException {
        return database.transaction(jdbc -> {
            DepositStatement statement = new DepositStatement(to, List.of(Deposit.append(from.bal(), content)));
            if (content.spool().size() > Body.PIECE) {
                statement = statement.withBody(body(jdbc));
            }
            MailTree.lockBal(jdbc, from.bal());
            Row old = remove(jdbc, uid);
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
        });
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

    private long body(JdbcClient jdbc) {
        try (InputStream octets = content.spool().open()) {
            return Body.write(jdbc, octets);
        } catch (IOException | UncheckedIOException e) {
            throw new StoreUnavailableException("the message that came in cannot be read again", e);
        }
    }
}
