package fr.pli.store;

import fr.pli.mime.Content;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.postgres.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Puts messages into mailboxes and queue, each whole or not at all, on disk when the call returns. Small ones that come at the same time share
 * a statement and its commit; a large one has a transaction of its own.
 */
final class Deposits {

    private static final int GROUPS_AT_ONCE = 2;
    private static final long GROUP = 2 * 1024 * 1024;

    private final Database database;
    private final GroupCommit<Deposit, DepositStatement.Outcome> inboxes;

    Deposits(Database database) {
        this.database = database;
        this.inboxes = new GroupCommit<>(
                GROUPS_AT_ONCE,
                GROUP,
                Deposit::weight,
                group -> database.run(jdbc -> new DepositStatement(Folder.INBOX, group).run(jdbc)),
                Deposits::isFaultOfOne);
    }

    /**
     * Into the INBOX of each local recipient, and into the queue for the remote ones.
     *
     * @throws Deposit.Refused if one of the BAL has no room or is gone; nothing was done
     */
    Deposit.Deposited deliver(Delivery delivery) throws Deposit.Refused {
        Deposit deposit = Deposit.of(delivery);
        return deposit.isOnePiece()
                ? inboxes.commit(deposit).orElseThrow()
                : alone(Folder.INBOX, deposit, OptionalLong.empty());
    }

    /**
     * Into a mailbox of one BAL, one at a time for this BAL: of two that go into two of its mailboxes at once, not both are the last one that
     * its quota allows.
     *
     * @throws Deposit.Refused if there is no such mailbox or no room; nothing was done
     */
    Deposit.Deposited append(long bal, Folder folder, Content content) throws Deposit.Refused {
        return alone(folder, Deposit.append(bal, content), OptionalLong.of(bal));
    }

    /**
     * Whether the database refused the data of some message. A broken connection is no such thing: the group may be committed, and to try
     * its messages again would take them twice.
     */
    static boolean isFaultOfOne(RuntimeException e) {
        return e.getCause() instanceof DataIntegrityViolationException;
    }

    private Deposit.Deposited alone(Folder folder, Deposit deposit, OptionalLong counted) throws Deposit.Refused {
        return database.transaction(jdbc -> {
            DepositStatement statement = new DepositStatement(folder, List.of(deposit));
            if (!deposit.isOnePiece()) {
                try (InputStream octets = deposit.content().spool().open()) {
                    statement = statement.withBody(Body.write(jdbc, octets));
                } catch (IOException | UncheckedIOException e) {
                    throw new StoreUnavailableException("the message that came in cannot be read again", e);
                }
            }
            counted.ifPresent(bal -> MailTree.lockBal(jdbc, bal));
            return statement.run(jdbc).getFirst().orElseThrow();
        });
    }
}
