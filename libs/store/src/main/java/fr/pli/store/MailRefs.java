package fr.pli.store;

import fr.pli.postgres.Sql;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many rows name each mail. One that none names is swept a while later, so that whoever reads its body comes to the end. Mails are
 * locked in order of id.
 */
final class MailRefs {

    private MailRefs() {}

    /** The messages were copied: their mails are named once more for each. */
    static void add(JdbcClient jdbc, List<Row> rows) {
        change(jdbc, rows, 1);
    }

    /** The messages were removed. */
    static void drop(JdbcClient jdbc, List<Row> rows) {
        change(jdbc, rows, -1);
    }

    /** Some recipients of a mail are off the queue. */
    static void drop(JdbcClient jdbc, long mail, long recipients) {
        change(jdbc, Map.of(mail, recipients), -1);
    }

    private static void change(JdbcClient jdbc, List<Row> rows, int by) {
        change(jdbc, rows.stream().collect(Collectors.groupingBy(Row::mail, Collectors.counting())), by);
    }

    private static void change(JdbcClient jdbc, Map<Long, Long> counts, int by) {
        jdbc.sql("SELECT FROM mail WHERE id = ANY (:mails) ORDER BY id FOR NO KEY UPDATE")
                .param("mails", Sql.longs(counts.keySet()))
                .query(row -> {});
        jdbc.sql("""
                UPDATE mail
                SET refs = refs + change.count * :by,
                    unused_since = CASE WHEN refs + change.count * :by = 0 THEN now() END
                FROM unnest(:mails::bigint[], :counts::bigint[]) AS change (id, count)
                WHERE mail.id = change.id
                """)
                .param("mails", Sql.longs(counts.keySet()))
                .param("counts", Sql.longs(counts.values()))
                .param("by", by)
                .update();
    }
}
