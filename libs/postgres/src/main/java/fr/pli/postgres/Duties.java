package fr.pli.postgres;

import fr.pli.mss.StoreUnavailableException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each {@link Duty} on one node at a time, under an advisory lock, and writes down when it ran and what came of it. A node asks often;
 * the table says what is due, so a run that was missed, because all nodes were down or the last one failed, is made up for. The clock is
 * that of the database.
 */
public final class Duties implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Duties.class);
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;
    private static final int LONGEST_FAILURE = 300;

    private final Database database;
    private final String node;
    private final DutyLocks locks;
    private final Set<String> here = ConcurrentHashMap.newKeySet();

    /** @param node whose name stands beside a run */
    public Duties(Database database, String node) {
        this.database = database;
        this.node = node;
        this.locks = new DutyLocks(database);
    }

    /** What is done; what it throws is written down, and it is tried again later. */
    @FunctionalInterface
    public interface Work {
        void run(Run run) throws Exception;
    }

    /**
     * A run that has begun.
     *
     * @param began now, by the clock of the database
     * @param covered when the last run that succeeded began; when the duty was first heard of, if none has
     */
    public record Run(Instant began, Instant covered) {}

    /** What came of asking for a duty. */
    public enum Outcome {
        DONE,
        FAILED,
        NOT_DUE,
        /** Another node is at it, or another thread of this one. */
        ELSEWHERE,
        /** The database is out of reach. */
        UNKNOWN
    }

    /**
     * How a duty stands.
     *
     * @param succeeded when the last run that succeeded began; empty if none has
     * @param failures runs that failed since
     * @param failure what the last one failed of; empty if it did not
     * @param node that ran it last
     */
    public record Standing(
            String name,
            Optional<Instant> succeeded,
            Optional<Instant> ended,
            int failures,
            String failure,
            String node) {}

    /** Does it if it is due and nobody is at it. Throws nothing. */
    public Outcome run(Duty duty, Work work) {
        return run(duty, work, false);
    }

    /** Does it now, due or not, if nobody is at it. Throws nothing. */
    public Outcome runNow(Duty duty, Work work) {
        return run(duty, work, true);
    }

    /**
     * All that were ever asked for, by name.
     *
     * @throws StoreUnavailableException if the database is out of reach
     */
    public List<Standing> standing() {
        return database.run(jdbc -> jdbc.sql(
                        "SELECT name, succeeded_at, ended_at, failures, failure, node FROM duty ORDER BY name")
                .query((row, number) -> new Standing(
                        row.getString("name"),
                        moment(row, "succeeded_at"),
                        moment(row, "ended_at"),
                        row.getInt("failures"),
                        row.getString("failure"),
                        row.getString("node")))
                .list());
    }

    @Override
    public void close() {
        locks.close();
    }

    private Outcome run(Duty duty, Work work, boolean now) {
        if (!here.add(duty.name())) {
            return Outcome.ELSEWHERE;
        }
        try {
            return now || begin(duty).isPresent() ? locked(duty, work, now) : Outcome.NOT_DUE;
        } catch (StoreUnavailableException | SQLException e) {
            log.warn("duty={} not run reason=\"{}\"", duty.name(), e.toString());
            return Outcome.UNKNOWN;
        } finally {
            here.remove(duty.name());
        }
    }

    private Outcome locked(Duty duty, Work work, boolean now) throws SQLException {
        if (!locks.take(duty.name())) {
            return Outcome.ELSEWHERE;
        }
        try {
            Row row = row(duty);
            if (!now && !isDue(duty, row)) {
                return Outcome.NOT_DUE; // another node was faster
            }
            return perform(duty, work, new Run(row.now, row.covered()));
        } finally {
            locks.release(duty.name());
        }
    }

    private Outcome perform(Duty duty, Work work, Run run) {
        try {
            work.run(run);
            ended(duty, run, "");
            return Outcome.DONE;
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            log.error("duty={} failed, later again", duty.name(), e);
            String failure = e.toString();
            ended(duty, run, failure.substring(0, Math.min(failure.length(), LONGEST_FAILURE)));
            return Outcome.FAILED;
        }
    }

    /** Looks before the lock is asked for: most of the time nothing is due. */
    private Optional<Row> begin(Duty duty) {
        return Optional.of(row(duty)).filter(row -> isDue(duty, row));
    }

    private static boolean isDue(Duty duty, Row row) {
        if (row.failures > 0) {
            int doublings = duty.schedule() instanceof Schedule.Every ? 0 : Math.min(row.failures - 1, MOST_DOUBLINGS);
            Duration pause = RETRY.multipliedBy(1L << doublings);
            return !row.now.isBefore(row.ended.orElse(row.since).plus(pause));
        }
        return !row.now.isBefore(duty.schedule().after(row.covered()));
    }

    private Row row(Duty duty) {
        return database.run(
                jdbc -> jdbc.sql("""
                WITH known AS (
                    SELECT since, succeeded_at, ended_at, failures FROM duty WHERE name = :name
                ),
                added AS (
                    INSERT INTO duty (name) SELECT :name WHERE NOT EXISTS (SELECT FROM known)
                    ON CONFLICT DO NOTHING
                )
                SELECT now() AS now, since, succeeded_at, ended_at, failures FROM known
                UNION ALL
                SELECT now(), now(), NULL, NULL, 0 WHERE NOT EXISTS (SELECT FROM known)
                """).param("name", duty.name()).query(Row::of).single());
    }

    /** A line each time for what runs seldom; for what runs all the time, once a minute and when something changed. */
    private void ended(Duty duty, Run run, String failure) {
        database.run(jdbc -> jdbc.sql("""
                UPDATE duty
                SET began_at = :began, ended_at = now(), node = :node, failure = :failure,
                    failures = CASE WHEN :failure = '' THEN 0 ELSE failures + 1 END,
                    succeeded_at = CASE WHEN :failure = '' THEN :began ELSE succeeded_at END
                WHERE name = :name
                  AND NOT (failure = :failure AND node = :node AND succeeded_at > now() - interval '1 minute')
                """)
                .param("name", duty.name())
                .param("node", node)
                .param("failure", failure)
                .param("began", run.began().atOffset(ZoneOffset.UTC))
                .update());
    }

    private record Row(Instant now, Instant since, Optional<Instant> succeeded, Optional<Instant> ended, int failures) {

        static Row of(ResultSet row, int number) throws SQLException {
            return new Row(
                    row.getObject("now", OffsetDateTime.class).toInstant(),
                    row.getObject("since", OffsetDateTime.class).toInstant(),
                    moment(row, "succeeded_at"),
                    moment(row, "ended_at"),
                    row.getInt("failures"));
        }

        Instant covered() {
            return succeeded.orElse(since);
        }
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
