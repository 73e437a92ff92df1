package fr.pli.registry;

import fr.pli.postgres.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The journal behind the indicators file: the acceptance of a message adds to it, nothing changes it. Every method may throw
 * {@link fr.pli.mss.StoreUnavailableException}.
 */
public final class Indicators {

    private static final DateTimeFormatter PART = DateTimeFormatter.ofPattern("uuuu_MM");
    private static final int MONTHS_AHEAD = 12;
    private static final int SUMMARY = 1000;

    private final Database database;

    public Indicators(Database database) {
        this.database = database;
    }

    /**
     * Makes the partitions of the months to come, of indicators and audit, a year ahead. To be called daily: a message of a month without
     * partition cannot be taken.
     */
    public void prepareMonths() {
        database.run(jdbc -> jdbc.sql("SELECT prepare_months(:ahead)")
                .param("ahead", MONTHS_AHEAD)
                .query((row, number) -> number)
                .list());
    }

    /** Forgets a month that has been over for two months at least. @return whether there was anything */
    public boolean forget(YearMonth month) {
        return database.run(jdbc -> jdbc.sql("SELECT forget_indicators(:month)")
                .param("month", PART.format(month))
                .query(Boolean.class)
                .single());
    }

    /** Whether the rows of a month are here; not those of one that was forgotten. */
    public boolean holds(YearMonth month) {
        return database.run(jdbc -> jdbc.sql("SELECT to_regclass('indicator_' || :month) IS NOT NULL")
                .param("month", PART.format(month))
                .query(Boolean.class)
                .single());
    }

    /**
     * Writes the rows of a period in order of MAIL_ID and envelope: of a period that is over the same octets every time. They pass through,
     * however many.
     *
     * @param from the first moment
     * @param to the first moment after
     * @param out UTF-8; flushed and closed by whoever opened it
     * @throws IOException if {@code out} fails
     */
    public void write(Instant from, Instant to, IndicatorFormat format, OutputStream out) throws IOException {
        IndicatorFile file = new IndicatorFile(out, format);
        database.copyOut(IndicatorFile.copy(from, to, format), file::add);
        file.end();
    }

    /**
     * What one software emitted from one domain. Messages count once, however many recipients they had.
     *
     * @param nil its X-MSS-NIL; empty where it sends none
     * @param withIns messages that said X-MSS-INS: O
     * @param withCodes messages that said X-MSS-CODECDA
     * @param withAnomalies messages with something wrong in these headers
     */
    public record Emitted(
            String domain,
            String nil,
            long messages,
            long recipients,
            long withIns,
            long withCodes,
            long withAnomalies) {}

    /** Counts the rows of a period by domain of the sender and by software: the {@value #SUMMARY} with the most messages, those first. */
    public List<Emitted> summary(Instant from, Instant to) {
        return database.read(jdbc -> jdbc.sql("""
                SELECT split_part(sender, '@', 2) AS domain, nil,
                       count(DISTINCT mail_id) AS messages,
                       count(*) AS recipients,
                       count(DISTINCT mail_id) FILTER (WHERE ins = 'O') AS with_ins,
                       count(DISTINCT mail_id) FILTER (WHERE cardinality(codes) > 0) AS with_codes,
                       count(DISTINCT mail_id) FILTER (WHERE cardinality(anomalies) > 0) AS with_anomalies
                FROM indicator
                WHERE accepted_at >= :from AND accepted_at < :to
                GROUP BY 1, 2
                ORDER BY messages DESC, domain, nil
                LIMIT :most
                """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("most", SUMMARY)
                .query(Emitted.class)
                .list());
    }

    /**
     * A message with something wrong in its X-MSS headers.
     *
     * @param nil its X-MSS-NIL; empty where it sends none
     * @param anomalies names of {@link fr.pli.mss.HeaderAnomaly}
     */
    public record Anomalous(long mailId, Instant acceptedAt, String sender, String nil, List<String> anomalies) {}

    /** Those of a period, in order of MAIL_ID, after that number and no more than so many. */
    public List<Anomalous> anomalous(Instant from, Instant to, long after, int most) {
        return database.read(jdbc -> jdbc.sql("""
                SELECT mail_id, accepted_at, sender, nil, anomalies
                FROM indicator
                WHERE accepted_at >= :from AND accepted_at < :to AND recipient_no = 1 AND cardinality(anomalies) > 0
                  AND mail_id > :after
                ORDER BY mail_id
                LIMIT :most
                """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("after", after)
                .param("most", most)
                .query((row, number) -> new Anomalous(
                        row.getLong("mail_id"),
                        row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                        row.getString("sender"),
                        row.getString("nil"),
                        List.of((String[]) row.getArray("anomalies").getArray())))
                .list());
    }
}
