package fr.pli.store;

import fr.pli.mss.MssAddress;
import fr.pli.postgres.Database;
import java.time.Duration;

/** What BAL of ours sent to other operators, by Message-ID and sender: what may come home. deposit.sql adds to it. */
public final class Emitted {

    private final Database database;

    public Emitted(Database database) {
        this.database = database;
    }

    /**
     * Whether this BAL sent a message of this Message-ID.
     *
     * @throws fr.pli.mss.StoreUnavailableException if the database is out of reach
     */
    public boolean has(String messageId, MssAddress sender) {
        return database.run(jdbc -> jdbc.sql("""
                SELECT EXISTS (SELECT 1 FROM emitted
                               WHERE key = sha256(convert_to(:id || E'\\n' || lower(:sender), 'UTF8')))
                """)
                .param("id", messageId)
                .param("sender", sender.toString())
                .query(Boolean.class)
                .single());
    }

    /** Forgets what is older. @return how many rows */
    static int forget(Database database, Duration age) {
        return database.run(jdbc -> jdbc.sql("DELETE FROM emitted WHERE at < now() - :age::interval")
                .param("age", age.toString())
                .update());
    }
}
