package fr.pli.store;

import fr.pli.imap.Account;
import fr.pli.imap.MailStore;
import fr.pli.mss.MssAddress;

/**
 * The mail of every BAL in PostgreSQL. Nodes of one database may be any number: UIDs and mod-sequences are given under the lock of the
 * mailbox's row, so every node sees them in order.
 */
public final class PostgresMailStore implements MailStore {

    private final Database database;
    private final Watches watches;
    private final Snapshots snapshots;

    /** @param watches shared by all that reads and writes mail on this node */
    public PostgresMailStore(Database database, Watches watches) {
        this.database = database;
        this.watches = watches;
        this.snapshots = new Snapshots(database);
    }

    /** @throws IllegalArgumentException if the registry has no such BAL */
    @Override
    public Account account(MssAddress bal) {
        long id = database.run(jdbc -> jdbc.sql("SELECT id FROM bal WHERE address_key = :key")
                .param("key", bal.key())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("no BAL " + bal)));
        return new PostgresAccount(id, database, watches, snapshots);
    }
}
