package fr.pli.registry;

import fr.pli.postgres.Database;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The audit: lines are added and never changed; the application's role cannot even read them. */
public final class Audit {

    private final Database database;

    public Audit(Database database) {
        this.database = database;
    }

    /**
     * Adds a line that stands for itself.
     *
     * @throws fr.pli.mss.StoreUnavailableException if the database is out of reach
     */
    public void add(AuditEntry entry) {
        database.<Integer, RuntimeException>run(jdbc -> add(jdbc, entry));
    }

    /** Adds a line inside the transaction that does what it tells. */
    static int add(JdbcClient jdbc, AuditEntry entry) {
        return jdbc.sql("""
                INSERT INTO audit (who, action, bal, session, outcome, reason)
                VALUES (:who, :action, :bal, :session, :outcome, :reason)
                """)
                .param("who", entry.actor().who())
                .param("action", entry.action())
                .param("bal", entry.bal())
                .param("session", entry.actor().session())
                .param("outcome", entry.outcome())
                .param("reason", entry.reason())
                .update();
    }
}
