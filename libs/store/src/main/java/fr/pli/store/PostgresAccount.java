package fr.pli.store;

import fr.pli.imap.mail.AccessList;
import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxException.Code;
import fr.pli.imap.mail.MailboxInfo;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.mail.MailboxStatus;
import fr.pli.imap.mail.Overview;
import fr.pli.imap.mail.SpecialUse;
import fr.pli.mime.Content;
import fr.pli.postgres.Database;
import fr.pli.wire.Identity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** The mailboxes of one BAL in PostgreSQL. */
final class PostgresAccount implements Account {

    private static final int SUBSCRIPTIONS = 1000;

    private final long bal;
    private final Database database;
    private final Deposits deposits;
    private final Watches watches;
    private final Snapshots snapshots;
    private final BalLimits limits;
    private final Function<Identity, AccessList> access;

    PostgresAccount(
            long bal,
            Database database,
            Deposits deposits,
            Watches watches,
            Snapshots snapshots,
            BalLimits limits,
            Function<Identity, AccessList> access) {
        this.bal = bal;
        this.database = database;
        this.deposits = deposits;
        this.watches = watches;
        this.snapshots = snapshots;
        this.limits = limits;
        this.access = access;
    }

    @Override
    public List<MailboxInfo> mailboxes() {
        return MailboxRows.infos(database, bal);
    }

    @Override
    public SortedSet<MailboxName> subscriptions() {
        Set<MailboxName> names = database.run(jdbc -> MailboxRows.subscriptions(jdbc, bal));
        return new TreeSet<>(names);
    }

    @Override
    public Overview overview() {
        return MailboxRows.overview(database, bal);
    }

    @Override
    public Mailbox.Watch watch(Runnable onChange) {
        return watches.watchBal(bal, onChange);
    }

    @Override
    public void subscribe(MailboxName name) throws MailboxException {
        boolean room = database.run(jdbc -> jdbc.sql("""
                WITH room AS (
                    SELECT count(*) < :limit OR bool_or(name = :name) AS there_is FROM subscription WHERE bal_id = :bal
                ),
                added AS (
                    INSERT INTO subscription (bal_id, name) SELECT :bal, :name FROM room WHERE there_is
                    ON CONFLICT DO NOTHING
                )
                SELECT there_is FROM room
                """)
                .param("bal", bal)
                .param("name", name.value())
                .param("limit", SUBSCRIPTIONS)
                .query(Boolean.class)
                .single());
        if (!room) {
            throw new MailboxException(Code.LIMIT, "at most " + SUBSCRIPTIONS + " subscriptions");
        }
        watches.changedBal(bal);
    }

    @Override
    public void unsubscribe(MailboxName name) {
        database.run(jdbc -> jdbc.sql("DELETE FROM subscription WHERE bal_id = :bal AND name = :name")
                .param("bal", bal)
                .param("name", name.value())
                .update());
        watches.changedBal(bal);
    }

    @Override
    public MailboxInfo create(MailboxName name, Optional<SpecialUse> use) throws MailboxException {
        Box box = alone(jdbc -> MailTree.lock(jdbc, bal, limits).create(name, use));
        watches.changedBal(bal);
        return MailboxRows.info(database, box);
    }

    @Override
    public void delete(MailboxName name) throws MailboxException {
        if (name.isInbox()) {
            throw new MailboxException(Code.CANNOT, "INBOX stays");
        }
        Box deleted = alone(jdbc -> {
            MailTree tree = MailTree.lock(jdbc, bal, limits);
            Box box = tree.find(name);
            if (tree.hasChildren(name)) {
                throw new MailboxException(Code.HASCHILDREN, "there are mailboxes in it");
            }
            LockedMailbox.lock(jdbc, box).ifPresent(LockedMailbox::delete);
            return box;
        });
        watches.changed(deleted);
    }

    @Override
    public void rename(MailboxName from, MailboxName to) throws MailboxException {
        if (from.isInbox()) {
            renameInbox(to);
            return;
        }
        alone(jdbc -> {
            MailTree.lock(jdbc, bal, limits).rename(from, to);
            return to;
        });
        watches.changedBal(bal);
    }

    /** Its messages go to a new mailbox; it stays. */
    private void renameInbox(MailboxName to) throws MailboxException {
        Transfer.Done done = alone(jdbc -> {
            MailTree tree = MailTree.lock(jdbc, bal, limits);
            tree.create(to, Optional.empty());
            return new Transfer(jdbc, tree.find(MailboxName.INBOX), to).moveAll();
        });
        watches.changed(bal, done.changed());
        watches.changedBal(bal);
    }

    @Override
    public MailboxStatus status(MailboxName name) throws MailboxException {
        return MailboxRows.status(database, bal, name);
    }

    @Override
    public Mailbox open(MailboxName name) throws MailboxException {
        Box box = MailboxRows.find(database, bal, name);
        return new PostgresMailbox(box, database, watches, snapshots, deposits, limits);
    }

    @Override
    public Appended append(MailboxName name, Flags flags, Instant internalDate, Content content)
            throws MailboxException {
        Folder folder = new Folder(name, flags, Optional.of(internalDate.truncatedTo(ChronoUnit.SECONDS)));
        Deposit.Place place = deposits.append(bal, folder, content);
        watches.changed(place.box());
        return new Appended(place.uidValidity(), place.uid());
    }

    /** In a transaction, for which it waits without a connection. */
    private <T> T alone(Database.Work<T, MailboxException> work) throws MailboxException {
        return database.turns().alone(bal, () -> database.transaction(work));
    }

    @Override
    public AccessList access(Identity who) {
        return access.apply(who);
    }

    @Override
    public Quota quota() {
        return database.run(jdbc -> MailboxRows.quota(jdbc, bal));
    }
}
