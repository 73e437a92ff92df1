package fr.pli.registry;

import fr.pli.postgres.Database;
import fr.pli.postgres.ReadableRows;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the Annuaire is still to be told, BAL by BAL; the change of a BAL adds to it. Any number of nodes take from it. Every method may throw
 * {@link fr.pli.mss.StoreUnavailableException}.
 */
public final class Publications {

    private final Database database;

    public Publications(Database database) {
        this.database = database;
    }

    /**
     * A BAL whose turn it is.
     *
     * @param bal as it is now
     * @param version of what is told; a change that comes meanwhile makes another one
     * @param attempts with this one
     */
    public record Turn(Bal bal, long version, int attempts) {}

    /**
     * How it stands.
     *
     * @param failing those whose last attempt failed
     */
    public record Standing(int waiting, int failing) {}

    /** One that was tried in vain. {@code failure} is one word. */
    public record Failed(Bal bal, int attempts, String failure) {}

    /** Takes some that are due; nobody else gets them until {@code lease} is over. */
    public List<Turn> take(int most, Duration lease) {
        return database.run(jdbc -> jdbc
                .sql("""
                WITH picked AS (
                    SELECT bal_id FROM publication WHERE due_at <= now() ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED
                ),
                taken AS (
                    UPDATE publication SET due_at = now() + :lease::interval, attempts = attempts + 1
                    FROM picked
                    WHERE publication.bal_id = picked.bal_id
                    RETURNING publication.bal_id, version, attempts
                )
                SELECT %s, taken.version, taken.attempts FROM taken JOIN bal ON bal.id = taken.bal_id
                ORDER BY bal.id
                """.formatted(RegistryRows.BAL))
                .param("most", most)
                .param("lease", lease.toString())
                .query(ReadableRows.rows((row, number) ->
                        new Turn(RegistryRows.bal(row, number), row.getLong("version"), row.getInt("attempts"))))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList());
    }

    /** The Annuaire has it as it was taken. @return false if it has changed meanwhile, and perhaps been told by somebody else */
    public boolean done(Turn turn) {
        return database.run(jdbc -> jdbc.sql("DELETE FROM publication WHERE bal_id = :bal AND version = :version")
                        .param("bal", turn.bal().id())
                        .param("version", turn.version())
                        .update())
                == 1;
    }

    /** It is to be tried again after a pause, by the clock of the database; {@code failure} is one word. */
    public void failed(Turn turn, Duration pause, String failure) {
        database.run(jdbc -> jdbc.sql("""
                UPDATE publication SET due_at = now() + :pause::interval, failure = :failure WHERE bal_id = :bal AND version = :version
                """)
                .param("pause", pause.toString())
                .param("failure", failure)
                .param("bal", turn.bal().id())
                .param("version", turn.version())
                .update());
    }

    /** Lets a BAL be told again, as it is. */
    public void again(Bal bal) {
        database.run(jdbc -> jdbc.sql("""
                INSERT INTO publication (bal_id) VALUES (:bal)
                ON CONFLICT (bal_id) DO UPDATE SET version = publication.version + 1, due_at = now(), attempts = 0
                """).param("bal", bal.id()).update());
    }

    /** How much waits. */
    public Standing standing() {
        return database.run(jdbc -> jdbc.sql("SELECT count(*) AS waiting, count(failure) AS failing FROM publication")
                .query((row, number) -> new Standing(row.getInt("waiting"), row.getInt("failing")))
                .single());
    }

    /** Those that were tried in vain. */
    public List<Failed> failing(int most) {
        return database.run(jdbc -> jdbc
                .sql("""
                SELECT %s, publication.attempts, publication.failure
                FROM publication JOIN bal ON bal.id = publication.bal_id
                WHERE publication.failure IS NOT NULL
                ORDER BY bal.id
                LIMIT :most
                """.formatted(RegistryRows.BAL))
                .param("most", most)
                .query(ReadableRows.rows((row, number) ->
                        new Failed(RegistryRows.bal(row, number), row.getInt("attempts"), row.getString("failure"))))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList());
    }

    /** BAL of a domain, deleted ones too, in order of id, after one. */
    public List<Bal> page(String domain, long after, int most) {
        return database.run(jdbc -> jdbc
                .sql("""
                SELECT %s FROM bal WHERE domain = :domain AND id > :after ORDER BY id LIMIT :most
                """.formatted(RegistryRows.BAL))
                .param("domain", domain)
                .param("after", after)
                .param("most", most)
                .query(ReadableRows.rows(RegistryRows::bal))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList());
    }
}
