package fr.pli.registry;

import fr.pli.postgres.Database;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journals of who did what and who opened what, kept for a time and then dropped month by month ({@code trace.retention}). */
public final class Traces {

    private static final Logger log = LoggerFactory.getLogger(Traces.class);

    private final Database database;

    public Traces(Database database) {
        this.database = database;
    }

    /** A journal, by the name of its table. */
    public enum Journal {
        AUDIT,
        CONNECTION
    }

    /**
     * Drops the months that ended longer ago than that.
     *
     * @param retention 62 days at least; shorter ones drop nothing
     * @return the months, {@code 2026_11}
     * @throws fr.pli.mss.StoreUnavailableException if the database is out of reach, or others kept the table for more than a second
     */
    public List<String> forget(Journal journal, Duration retention) {
        String table = journal.name().toLowerCase(Locale.ROOT);
        return database
                .run(jdbc -> jdbc.sql("SELECT trace_months(:journal)")
                        .param("journal", table)
                        .query(String.class)
                        .list())
                .stream()
                .filter(month -> forget(table, month, retention))
                .toList();
    }

    private boolean forget(String table, String month, Duration retention) {
        boolean dropped = database.run(jdbc -> jdbc.sql("SELECT forget_traces(:journal, :month, :retention::interval)")
                .param("journal", table)
                .param("month", month)
                .param("retention", retention.toString())
                .query(Boolean.class)
                .single());
        if (dropped) {
            log.info("{} month={} forgotten", table, month);
        }
        return dropped;
    }
}
