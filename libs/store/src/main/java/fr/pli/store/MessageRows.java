package fr.pli.store;

import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.Mailbox.Described;
import fr.pli.imap.mail.Mailbox.Facts;
import fr.pli.mime.MessageIndex;
import fr.pli.postgres.Database;
import fr.pli.postgres.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.jdbc.core.RowMapper;

/**
 * Reads what never changes of messages. It reads some and hands them on, then reads the next: no connection is held while a slow client
 * takes what it is given.
 */
final class MessageRows {

    private static final int FACTS = 2000;
    /** Of indexes; some take half a megabyte, most one KB. */
    private static final int DESCRIBED_OCTETS = 256 * 1024;

    private MessageRows() {}

    /** Dates, sizes and ids, in order of UID. */
    static void facts(Database database, Box box, int[] uids, Consumer<Facts> sink) {
        for (int from = 0; from < uids.length; from += FACTS) {
            int[] some = Arrays.copyOfRange(uids, from, Math.min(uids.length, from + FACTS));
            rows(database, box, some, MessageRows::facts, """
                    SELECT uid, internal_date, saved_at, size, mail_id FROM unnest(:uids::int[]) AS asked (uid) JOIN message USING (uid)
                    WHERE bal_id = :bal AND mailbox_id = :box
                    ORDER BY uid
                    """).forEach(sink);
        }
    }

    /**
     * The same with what was computed at delivery, of as many as take some hundred KB, of one at least.
     *
     * @return how many of {@code uids} were looked for
     */
    static int describeSome(Database database, Box box, int[] uids, Consumer<Described> sink) {
        int[] some = Arrays.copyOf(uids, Math.min(uids.length, Mailbox.DESCRIBED_AT_ONCE));
        List<Measured> rows = rows(database, box, some, MessageRows::described, """
                SELECT uid, internal_date, saved_at, size, mail_id, index, before + octet_length(index) AS sum
                FROM (SELECT uid, internal_date, saved_at, message.size, mail_id, index,
                             sum(octet_length(index)) OVER (ORDER BY uid) - octet_length(index) AS before
                      FROM unnest(:uids::int[]) AS asked (uid) JOIN message USING (uid) JOIN mail ON mail.id = mail_id
                      WHERE bal_id = :bal AND mailbox_id = :box) AS described
                WHERE before < %d
                ORDER BY uid
                """.formatted(DESCRIBED_OCTETS));
        rows.forEach(row -> sink.accept(row.described()));
        boolean all = rows.isEmpty() || rows.getLast().sum() < DESCRIBED_OCTETS;
        return all
                ? some.length
                : Arrays.binarySearch(some, rows.getLast().described().facts().uid()) + 1;
    }

    private static <T> List<T> rows(Database database, Box box, int[] uids, RowMapper<T> mapper, String query) {
        return database.run(jdbc -> jdbc.sql(query)
                .param("bal", box.bal())
                .param("box", box.id())
                .param("uids", Sql.ints(uids))
                .query(mapper)
                .list());
    }

    /** @param sum octets of the indexes up to this one */
    private record Measured(Described described, long sum) {}

    private static Facts facts(ResultSet row, int number) throws SQLException {
        OffsetDateTime internalDate = row.getObject("internal_date", OffsetDateTime.class);
        OffsetDateTime saved = row.getObject("saved_at", OffsetDateTime.class);
        return new Facts(
                row.getInt("uid"),
                internalDate.toInstant(),
                Objects.requireNonNullElse(saved, internalDate).toInstant(),
                row.getLong("size"),
                "M" + row.getLong("mail_id"));
    }

    private static Measured described(ResultSet row, int number) throws SQLException {
        Described described = new Described(facts(row, number), MessageIndex.decode(row.getBytes("index")));
        return new Measured(described, row.getLong("sum"));
    }
}
