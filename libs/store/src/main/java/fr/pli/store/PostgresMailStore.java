package fr.pli.store;

import fr.pli.imap.mail.AccessList;
import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.MailStore;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.Database;
import fr.pli.registry.Registry;
import fr.pli.wire.Identity;
import java.time.Instant;

/**
 * The mail of every BAL in PostgreSQL. Nodes of one database may be any number: UIDs and mod-sequences are given under the lock of the
 * mailbox's row, so every node sees them in order.
 */
public final class PostgresMailStore implements MailStore {

    private final Database database;
    private final Registry registry;
    private final Deposits deposits;
    private final Watches watches;
    private final Snapshots snapshots;
    private final BalLimits limits;

    /** With {@link BalLimits#STANDARD}. */
    public PostgresMailStore(Database database, Registry registry, Watches watches) {
        this(database, registry, watches, BalLimits.STANDARD);
    }

    /** @param watches shared by all that reads and writes mail on this node */
    public PostgresMailStore(Database database, Registry registry, Watches watches, BalLimits limits) {
        this.database = database;
        this.registry = registry;
        this.deposits = new Deposits(database, limits);
        this.watches = watches;
        this.snapshots = new Snapshots(database);
        this.limits = limits;
    }

    /** @throws IllegalArgumentException if the registry has no such BAL */
    @Override
    public Account account(MssAddress bal) {
        long id = registry.find(bal)
                .orElseThrow(() -> new IllegalArgumentException("no BAL " + bal))
                .id();
        return new PostgresAccount(id, database, deposits, watches, snapshots, limits, who -> access(bal, who));
    }

    private AccessList access(MssAddress bal, Identity who) {
        return registry.access(bal)
                .map(access -> BalAccessList.of(access, who, Instant.now()))
                .orElseThrow(() -> new IllegalArgumentException("no BAL " + bal));
    }
}
