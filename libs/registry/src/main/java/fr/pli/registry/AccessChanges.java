package fr.pli.registry;

import fr.pli.mss.StoreUnavailableException;
import fr.pli.postgres.Database;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks twice a second at most which BAL have changed on any node, so that what is remembered of the others stays true without a question for each.
 * Decision 0806.
 */
final class AccessChanges {

    private static final Logger log = LoggerFactory.getLogger(AccessChanges.class);
    private static final long EVERY = Duration.ofMillis(400).toNanos();
    /** What changed is kept for an hour; whoever did not look for so long forgets all. */
    private static final long FORGETS = Duration.ofMinutes(30).toNanos();

    /** @param next where the look after this one begins */
    private record Look(String next, List<Long> bals) {}

    private final Database database;
    private final AccessCache cache;
    private final LongSupplier nanos;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile long last;
    private volatile boolean tried;
    private String since = "";
    private long good;

    AccessChanges(Database database, AccessCache cache, LongSupplier nanos) {
        this.database = database;
        this.cache = cache;
        this.nanos = nanos;
    }

    /** Looks if that is due and nobody else does it. What cannot be looked at ages: the cache asks for each BAL then. */
    void lookIfDue() {
        long now = nanos.getAsLong();
        if (tried && now - last < EVERY || !looking.compareAndSet(false, true)) {
            return;
        }
        try {
            look(now);
        } catch (StoreUnavailableException e) {
            log.debug("cannot look for changes reason=\"{}\"", e.getMessage());
        } finally {
            last = nanos.getAsLong();
            tried = true;
            looking.set(false);
        }
    }

    private void look(long now) {
        boolean first = since.isEmpty() || now - good > FORGETS;
        Look look = database.run(jdbc -> jdbc.sql("""
                SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS next,
                       ARRAY(SELECT DISTINCT bal_id FROM access_change
                             WHERE NOT :first AND xid >= coalesce(nullif(:since, ''), '0')::xid8) AS bals
                """)
                .param("first", first)
                .param("since", since)
                .query((row, _) -> new Look(row.getString("next"), List.of((Long[])
                        row.getArray("bals").getArray())))
                .single());
        List<Long> bals = look.bals();
        if (first || bals.contains(0L)) {
            cache.changed();
        } else if (!bals.isEmpty()) {
            cache.changed(bals);
        }
        since = look.next();
        good = now;
        cache.confirm(now);
    }
}
