package fr.pli.store;

import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxException.Code;
import fr.pli.mime.Content;
import fr.pli.mss.StoreRefusedException;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.postgres.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts messages into mailboxes and queue, each whole or not at all, on disk when the call returns. Small ones that come at the same time share
 * a statement and its commit; a large one has a transaction of its own.
 */
final class Deposits {

    private static final int GROUPS_AT_ONCE = 2;
    private static final long GROUP = 2 * 1024 * 1024;
    /** How long a BAL may be locked by another node before a delivery to it is put off. */
    private static final Duration LOCKED = Duration.ofSeconds(20);

    private static final Duration AGAIN = Duration.ofMillis(300);

    private static final Logger log = LoggerFactory.getLogger(Deposits.class);

    private final Database database;
    private final BalLimits limits;
    private final LockedElsewhere locked = new LockedElsewhere(System::nanoTime);
    private final GroupCommit<Deposit, DepositStatement.Outcome> inboxes;

    Deposits(Database database, BalLimits limits) {
        this.database = database;
        this.limits = limits;
        this.inboxes =
                new GroupCommit<>(GROUPS_AT_ONCE, GROUP, Deposit::weight, this::together, Deposits::isFaultOfOne);
    }

    /**
     * Into the INBOX of each local recipient, and into the queue for the remote ones. Whoever delivers to a BAL that somebody of this node
     * works on waits without a connection, and keeps no other delivery.
     *
     * @throws Deposit.Refused if one of the BAL has no room or is gone; nothing was done
     */
    Deposit.Deposited deliver(Delivery delivery) throws Deposit.Refused {
        Deposit deposit = Deposit.of(delivery);
        return database.turns()
                .together(deposit.bals(), () -> deposit.isOnePiece() ? inGroup(deposit) : alone(deposit));
    }

    /**
     * Into a mailbox of one BAL, one at a time for this BAL: of two that go into two of its mailboxes at once, not both are the last one that
     * its quota allows.
     *
     * @throws MailboxException TRYCREATE if there is no such mailbox; OVERQUOTA, LIMIT; CANNOT if the BAL is closed. Nothing was done
     */
    Deposit.Place append(long bal, Folder folder, Content content) throws MailboxException {
        Deposit deposit = Deposit.append(bal, content);
        return database.turns()
                .alone(
                        bal,
                        () -> database.transaction(jdbc -> {
                            DepositStatement statement = statement(jdbc, folder, deposit);
                            LockedBal.alone(jdbc, bal)
                                    .open()
                                    .requireRoom(content.spool().size(), 1, limits);
                            admit(jdbc, bal, folder);
                            try {
                                return statement
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
                        }));
    }

    /** A message in place of another one (REPLACE, RFC 8508). @throws MailboxException as {@link Replacement#replace} says */
    Deposit.Place replace(Box from, int uid, Folder to, Content content) throws MailboxException {
        return database.turns()
                .alone(
                        from.bal(),
                        () -> database.transaction(jdbc -> {
                            LockedBal.alone(jdbc, from.bal()).open();
                            return new Replacement(this, from, to, content).replace(jdbc, uid);
                        }));
    }

    /**
     * Whether a group was refused because of some message: its data, or a BAL that another node has locked. A broken connection is no such
     * thing: the group may be committed, and to try its messages again would take them twice.
     */
    static boolean isFaultOfOne(RuntimeException e) {
        return e instanceof StoreRefusedException || Database.isLocked(e);
    }

    static void admit(JdbcClient jdbc, long bal, Folder folder) throws MailboxException {
        if (folder.flags().keywords().isEmpty()) {
            return;
        }
        String name = folder.mailbox().value();
        for (LockedMailbox mailbox : LockedMailbox.lock(jdbc, new Box(bal, 0), name)) {
            mailbox.admit(folder.flags().keywords());
        }
    }

    /** A BAL that another node has locked for a while is waited for without a connection. */
    private Deposit.Deposited inGroup(Deposit deposit) throws Deposit.Refused {
        long end = System.nanoTime() + LOCKED.toNanos();
        while (true) {
            try {
                return inboxes.commit(deposit).orElseThrow();
            } catch (StoreUnavailableException e) {
                if (!Database.isLocked(e) || System.nanoTime() - end >= 0) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private static void pause(StoreUnavailableException e) {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    /** One statement for all; those that did not fit beside others are then asked for alone, for the others may have been refused themselves. */
    List<DepositStatement.Outcome> together(List<Deposit> group) {
        locked.check(group);
        List<DepositStatement.Outcome> outcomes;
        try {
            outcomes =
                    new ArrayList<>(database.once(jdbc -> new DepositStatement(Folder.INBOX, group, limits).run(jdbc)));
        } catch (StoreUnavailableException e) {
            if (group.size() == 1 && Database.isLocked(e)) {
                locked.add(group.getFirst(), e);
            }
            throw e;
        }
        for (int i = 0; i < group.size() && group.size() > 1; i++) {
            if (outcomes.get(i).isFull()) {
                outcomes.set(i, again(group.get(i), outcomes.get(i)));
            }
        }
        return outcomes;
    }

    /** The others of its group are committed: nothing may be thrown here. It stays refused, for now, if the database fails. */
    private DepositStatement.Outcome again(Deposit deposit, DepositStatement.Outcome before) {
        try {
            return database.once(jdbc -> new DepositStatement(Folder.INBOX, List.of(deposit), limits).run(jdbc))
                    .getFirst();
        } catch (StoreUnavailableException | StoreRefusedException e) {
            log.warn("a message that had no room in its group was not tried alone reason=\"{}\"", e.toString());
            return before;
        }
    }

    private Deposit.Deposited alone(Deposit deposit) throws Deposit.Refused {
        return database.transaction(jdbc ->
                statement(jdbc, Folder.INBOX, deposit).run(jdbc).getFirst().orElseThrow());
    }

    /** The statement; a body of more than a piece is written already. */
    DepositStatement statement(JdbcClient jdbc, Folder folder, Deposit deposit) {
        DepositStatement statement = new DepositStatement(folder, List.of(deposit), limits);
        if (deposit.isOnePiece()) {
            return statement;
        }
        try (InputStream octets = deposit.content().spool().open()) {
            return statement.withBody(Body.write(jdbc, octets));
        } catch (IOException | UncheckedIOException e) {
            throw new StoreUnavailableException("the message that came in cannot be read again", e);
        }
    }
}
