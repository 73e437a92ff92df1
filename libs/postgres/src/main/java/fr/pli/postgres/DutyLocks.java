package fr.pli.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The advisory locks of this node's duties, on one connection beside the pool: a node that dies lets go of them all. The connection must
 * lead to PostgreSQL itself, not to a pooler of transactions, as that of LISTEN must.
 */
final class DutyLocks implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DutyLocks.class);
    /** Sets them apart from other advisory locks of two numbers. */
    private static final int DUTIES = 0x706c69;

    private static final int PATIENCE_SECONDS = 2;

    private final Database database;
    private @Nullable Connection connection;

    DutyLocks(Database database) {
        this.database = database;
    }

    /** Whether it was free. To be asked for once before {@link #release}: the lock counts. */
    synchronized boolean take(String name) throws SQLException {
        Connection mine = connection;
        if (mine == null || !mine.isValid(PATIENCE_SECONDS)) {
            close();
            mine = database.connect("pli-duties");
            connection = mine;
        }
        return ask(mine, "SELECT pg_try_advisory_lock(?, ?)", name);
    }

    /** Lets go. A lock that was lost with its connection is told: another node may have begun meanwhile. */
    synchronized void release(String name) {
        Connection mine = connection;
        try {
            if (mine == null || !ask(mine, "SELECT pg_advisory_unlock(?, ?)", name)) {
                log.warn("duty={} lock=lost", name);
            }
        } catch (SQLException e) {
            log.warn("duty={} lock=lost reason=\"{}\"", name, e.getMessage());
            close();
        }
    }

    @Override
    public synchronized void close() {
        Connection mine = connection;
        connection = null;
        if (mine != null) {
            try {
                mine.close();
            } catch (SQLException e) {
                log.debug("connection of duties not closed", e);
            }
        }
    }

    private static boolean ask(Connection connection, String question, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setInt(1, DUTIES);
            statement.setInt(2, name.hashCode());
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}
