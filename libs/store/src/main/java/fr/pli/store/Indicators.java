package fr.pli.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/**
 * The journal behind the indicators file: {@link Acceptance} adds to it, nothing changes it. Every method may throw
 * {@link fr.pli.imap.StoreUnavailableException}.
 */
public final class Indicators {

    private static final int MONTHS_AHEAD = 12;
    private static final int AT_ONCE = 1000;
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

    /**
     * Reads the rows of a period in order of MAIL_ID and envelope: of a period that is over the same every time. They pass through, however
     * many.
     *
     * @param from the first moment
     * @param to the first moment after
     */
    public void read(Instant from, Instant to, Consumer<IndicatorRow> sink) {
        database.read(jdbc -> {
            jdbc.sql("""
                    SELECT mail_id, sender, recipient, accepted_at, size, ins, codes, nil
                    FROM indicator
                    WHERE accepted_at >= :from AND accepted_at < :to
                    ORDER BY mail_id, recipient_no
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

    /**
     * What one software emitted from one domain. Messages count once, however many recipients they had.
     *
     * @param nil its X-MSS-NIL; empty where it sends none
     * @param withIns messages that said X-MSS-INS: O
     * @param withCodes messages that said X-MSS-CODECDA
     * @param insWithoutCodes messages that said X-MSS-INS: O and no code
     */
    public record Emitted(
            String domain,
            String nil,
            long messages,
            long recipients,
            long withIns,
            long withCodes,
            long insWithoutCodes) {}

    /** Counts the rows of a period by domain of the sender and by software: the {@value #SUMMARY} with the most messages, those first. */
    public List<Emitted> summary(Instant from, Instant to) {
        return database.read(jdbc -> jdbc.sql("""
                SELECT split_part(sender, '@', 2) AS domain, nil,
                       count(DISTINCT mail_id) AS messages,
                       count(*) AS recipients,
                       count(DISTINCT mail_id) FILTER (WHERE ins = 'O') AS with_ins,
                       count(DISTINCT mail_id) FILTER (WHERE cardinality(codes) > 0) AS with_codes,
                       count(DISTINCT mail_id) FILTER (WHERE ins = 'O' AND cardinality(codes) = 0) AS ins_without_codes
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

    private static IndicatorRow row(ResultSet row) throws SQLException {
        String[] codes = (String[]) row.getArray("codes").getArray();
        return new IndicatorRow(
                row.getLong("mail_id"),
                row.getString("sender"),
                row.getString("recipient"),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                row.getLong("size"),
                row.getString("ins"),
                List.of(codes),
                row.getString("nil"));
    }
}
