package fr.pli.postgres;

import fr.pli.mss.StoreRefusedException;
import fr.pli.mss.StoreUnavailableException;
import java.sql.SQLException;

/** What a failure of the database means: out of reach (to be tried again), or a value that it refuses (to be mended). */
final class Failures {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Failures() {}

    /**
     * As the callers are told it. SQLSTATE class 22 (data exception) and 23 (integrity constraint violation) are a fault of the value; all
     * others are none that the caller can mend.
     */
    static RuntimeException of(Exception e) {
        String state = sqlState(e);
        return state.startsWith("22") || state.startsWith("23")
                ? new StoreRefusedException("the database refuses a value, SQLSTATE " + state, e)
                : new StoreUnavailableException("the database does not answer as it should", e);
    }

    /** Whether a row or table was locked by somebody else for longer than {@code lock_timeout}. */
    static boolean isLocked(Throwable e) {
        return sqlState(e).equals(LOCK_NOT_AVAILABLE);
    }

    /** The SQLSTATE of the first cause that has one; empty if none has. */
    private static String sqlState(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
