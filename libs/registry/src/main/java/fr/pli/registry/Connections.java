package fr.pli.registry;

import fr.pli.mss.BalType;
import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreRefusedException;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.postgres.Database;
import fr.pli.postgres.Sql;
import fr.pli.wire.Daemon;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Who opened which BAL, when and by what means: the one source of the clocks of MSS 14 and MSS 19 and of the file {@code Connexions}. A log-in
 * does not wait for it: what was noted is written within a second or two. Spec: bal-and-annuaire.md section 3, indicators.md section 4.
 */
public final class Connections implements AutoCloseable {

    /** How somebody proved who he is; MOYEN in the file. */
    public enum Means {
        /** A token of Pro Santé Connect. */
        PSC,
        /** The backup access. */
        SECOURS,
        /** A certificate of IGC Santé. */
        CERT
    }

    private record Key(long bal, Means means) {}

    private record Noted(Key key, Instant at) {}

    private static final Logger log = LoggerFactory.getLogger(Connections.class);
    private static final String STATEMENT = Sql.named(Connections.class, "connected");
    private static final Duration GATHER = Duration.ofSeconds(1);
    private static final int MOST_WAITING = 100_000;
    private static final int AT_ONCE = 1000;

    private final Database database;
    private final Duration window;
    private final InstantSource clock;
    private final BlockingQueue<Noted> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Map<Key, Instant> recent = new ConcurrentHashMap<>();
    /** Taken up and not yet written; of the writer alone. */
    private final List<Noted> noted = new ArrayList<>();

    private final Daemon writer;

    /**
     * @param window log-ins to a BAL by the same means within it count once ({@code pli.indicators.cnx-window})
     */
    public Connections(Database database, Duration window, InstantSource clock) {
        this.database = database;
        this.window = window;
        this.clock = clock;
        this.writer = Daemon.start("connections", this::round);
    }

    /** Records an accepted log-in. Does not block. */
    public void note(long bal, Means means) {
        Instant now = clock.instant();
        Key key = new Key(bal, means);
        Instant last = recent.get(key);
        if (last != null && isWithin(last, now)) {
            return;
        }
        if (waiting.offer(new Noted(key, now))) {
            recent.put(key, now);
        } // else too many wait for the database: the next log-in tells it again
    }

    /**
     * A BAL with its connections in a period.
     *
     * @param last the last one in the period; empty without any
     * @param means in alphabetical order
     */
    public record Row(MssAddress bal, BalType type, Optional<Instant> last, int count, List<Means> means) {}

    /**
     * Reads all BAL that are not deleted, in order of address, those without connection included. They pass through, however many.
     *
     * @param from the first moment
     * @param to the first moment after
     */
    public void read(Instant from, Instant to, Consumer<Row> sink) {
        database.read(jdbc -> {
            jdbc.sql("""
                    SELECT bal.address, bal.type, max(connection.at) AS last, count(connection.at) AS count,
                           array_remove(array_agg(DISTINCT connection.means ORDER BY connection.means), NULL) AS means
                    FROM bal
                    LEFT JOIN connection
                      ON connection.bal_id = bal.id AND connection.at >= :from AND connection.at < :to
                    WHERE bal.state <> 'DELETED' AND bal.created_at < :to
                    GROUP BY bal.address_key, bal.address, bal.type
                    ORDER BY bal.address_key
                    """)
                    .withFetchSize(AT_ONCE)
                    .param("from", from.atOffset(ZoneOffset.UTC))
                    .param("to", to.atOffset(ZoneOffset.UTC))
                    .query(row -> {
                        sink.accept(row(row));
                    });
            return sink;
        });
    }

    private static Row row(ResultSet row) throws SQLException {
        String[] means = (String[]) row.getArray("means").getArray();
        return new Row(
                MssAddress.parse(row.getString("address")),
                BalType.valueOf(row.getString("type")),
                Optional.ofNullable(row.getObject("last", OffsetDateTime.class)).map(OffsetDateTime::toInstant),
                row.getInt("count"),
                Arrays.stream(means).map(Means::valueOf).toList());
    }

    /** Writes what is left, if the database takes it, then stops. */
    @Override
    public void close() {
        writer.close();
        boolean written = write();
        while (written && !waiting.isEmpty()) {
            written = write();
        }
    }

    /** A clock that was set back does not make the window longer. */
    private boolean isWithin(Instant last, Instant next) {
        return Duration.between(last, next).abs().compareTo(window) < 0;
    }

    private void round() throws InterruptedException {
        if (noted.isEmpty()) {
            noted.add(waiting.take());
        }
        TimeUnit.MILLISECONDS.sleep(GATHER.toMillis());
        write();
        forget();
    }

    /** Writes what was noted and what came meanwhile. @return false if the database is out of reach; they are kept then */
    private boolean write() {
        waiting.drainTo(noted, AT_ONCE - noted.size());
        try {
            if (!noted.isEmpty()) {
                write(noted);
            }
        } catch (StoreRefusedException e) {
            noted.forEach(this::writeAlone);
        } catch (StoreUnavailableException e) {
            log.warn("connections not written, kept count={} reason=\"{}\"", noted.size(), e.getMessage());
            return false;
        }
        noted.clear();
        return true;
    }

    /** One that is refused stops no other. */
    private void writeAlone(Noted one) {
        try {
            write(List.of(one));
        } catch (StoreRefusedException e) {
            log.error(
                    "connection bal={} means={} lost",
                    one.key().bal(),
                    one.key().means(),
                    e);
        }
    }

    private void write(List<Noted> some) {
        database.run(jdbc -> jdbc.sql(STATEMENT)
                .param("window", window.toString())
                .param(
                        "bals",
                        Sql.longs(some.stream().map(one -> one.key().bal()).toList()))
                .param(
                        "means",
                        Sql.texts(some.stream()
                                .map(one -> one.key().means().name())
                                .toList()))
                .param(
                        "ats",
                        new SqlArrayValue(
                                "timestamptz",
                                some.stream()
                                        .map(one -> one.at().atOffset(ZoneOffset.UTC))
                                        .toArray()))
                .query(Long.class)
                .single());
    }

    private void forget() {
        Instant now = clock.instant();
        recent.values().removeIf(at -> !isWithin(at, now));
    }
}
