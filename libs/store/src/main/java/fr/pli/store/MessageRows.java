package fr.pli.store;

import fr.pli.imap.Mailbox.Described;
import fr.pli.imap.Mailbox.Facts;
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
    private static final int DESCRIPTIONS = 200;

    private MessageRows() {}

    /** Dates, sizes and ids, in order of UID. */
    static void facts(Database database, Box box, int[] uids, Consumer<Facts> sink) {
        each(database, box, uids, FACTS, MessageRows::facts, sink, """
                SELECT uid, internal_date, saved_at, size, mail_id FROM unnest(:uids::int[]) AS asked (uid) JOIN message USING (uid)
                WHERE bal_id = :bal AND mailbox_id = :box
                ORDER BY uid
                """);
    }

    /** The same with what was computed at delivery. */
    static void describe(Database database, Box box, int[] uids, Consumer<Described> sink) {
        each(database, box, uids, DESCRIPTIONS, MessageRows::described, sink, """
                SELECT uid, internal_date, saved_at, message.size, mail_id, index
                FROM unnest(:uids::int[]) AS asked (uid) JOIN message USING (uid) JOIN mail ON mail.id = mail_id
                WHERE bal_id = :bal AND mailbox_id = :box
                ORDER BY uid
                """);
    }

    private static <T> void each(
            Database database,
            Box box,
            int[] uids,
            int atOnce,
            RowMapper<T> mapper,
            Consumer<? super T> sink,
            String query) {
        for (int from = 0; from < uids.length; from += atOnce) {
            int[] some = Arrays.copyOfRange(uids, from, Math.min(uids.length, from + atOnce));
            List<T> rows = database.run(jdbc -> jdbc.sql(query)
                    .param("bal", box.bal())
                    .param("box", box.id())
                    .param("uids", Sql.ints(some))
                    .query(mapper)
                    .list());
            rows.forEach(sink);
        }
    }

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

    private static Described described(ResultSet row, int number) throws SQLException {
        return new Described(facts(row, number), MessageIndex.decode(row.getBytes("index")));
    }
}
