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

    /**
     * Messages are about to be copied: their mails are named once more for each.
     *
     * @param uids of a mailbox, however many
     */
    static void add(JdbcClient jdbc, Box box, int[] uids) {
        change(jdbc, box, " AND uid = ANY (:uids)", uids, 1);
    }

    /** All messages of a mailbox are about to be removed. */
    static void drop(JdbcClient jdbc, Box box) {
        change(jdbc, box, "", new int[0], -1);
    }

    /** The messages were removed. */
    static void drop(JdbcClient jdbc, List<Row> rows) {
        change(jdbc, rows.stream().collect(Collectors.groupingBy(Row::mail, Collectors.counting())), -1);
    }

    /** Some recipients of a mail are off the queue. */
    static void drop(JdbcClient jdbc, long mail, long recipients) {
        change(jdbc, Map.of(mail, recipients), -1);
    }

    /** However many they are, they are counted where they lie. */
    private static void change(JdbcClient jdbc, Box box, String which, int[] uids, int by) {
        String messages = "FROM message WHERE bal_id = :bal AND mailbox_id = :box" + which;
        Map<String, Object> parameters = Map.of("bal", box.bal(), "box", box.id(), "uids", Sql.ints(uids));
        jdbc.sql("""
                SELECT count(*) FROM (
                    SELECT FROM mail WHERE id IN (SELECT mail_id %s) ORDER BY id FOR NO KEY UPDATE
                ) AS locked
                """.formatted(messages)).params(parameters).query(Long.class).single();
        jdbc.sql("""
                UPDATE mail
                SET refs = refs + change.count * :by,
                    unused_since = CASE WHEN refs + change.count * :by = 0 THEN now() END
                FROM (SELECT mail_id, count(*) AS count %s GROUP BY mail_id) AS change
                WHERE mail.id = change.mail_id
                """.formatted(messages)).params(parameters).param("by", by).update();
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
