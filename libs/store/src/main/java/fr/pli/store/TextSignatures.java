package fr.pli.store;

import fr.pli.mime.TextProbe;
import fr.pli.mime.TextSignature;
import fr.pli.postgres.Database;
import fr.pli.postgres.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.support.SqlArrayValue;

/** What SEARCH has learnt of mails by reading them ({@link TextSignature}). */
final class TextSignatures {

    private TextSignatures() {}

    /** Of some messages, those whose text may hold what is asked for; those that are gone are among them. */
    static int[] mayHold(Database database, Box box, int[] uids, TextProbe probe) {
        return database.run(jdbc -> jdbc
                .sql("""
                SELECT asked.uid
                FROM unnest(:uids::int[]) AS asked (uid)
                LEFT JOIN message ON bal_id = :bal AND mailbox_id = :box AND message.uid = asked.uid
                LEFT JOIN text_signature known ON known.mail_id = message.mail_id AND known.version = :version
                CROSS JOIN LATERAL (SELECT 8 * octet_length(bits) - 1) AS last (bit)
                WHERE bits IS NULL
                   OR get_bit(bits, :place1 & last.bit) = 1 AND get_bit(bits, :place2 & last.bit) = 1
                  AND get_bit(bits, :place3 & last.bit) = 1 AND get_bit(bits, :place4 & last.bit) = 1
                  AND get_bit(bits, :place5 & last.bit) = 1 AND get_bit(bits, :place6 & last.bit) = 1
                  AND get_bit(bits, :place7 & last.bit) = 1 AND get_bit(bits, :place8 & last.bit) = 1
                ORDER BY asked.uid
                """)
                .param("uids", Sql.ints(uids))
                .param("version", TextSignature.VERSION)
                .param("bal", box.bal())
                .param("box", box.id())
                .param("place1", probe.place(0))
                .param("place2", probe.place(1))
                .param("place3", probe.place(2))
                .param("place4", probe.place(3))
                .param("place5", probe.place(4))
                .param("place6", probe.place(5))
                .param("place7", probe.place(6))
                .param("place8", probe.place(7))
                .query(Integer.class)
                .list() // a stream would keep its connection
                .stream()
                .mapToInt(Integer::intValue)
                .toArray());
    }

    /** Keeps signatures of messages, by UID. They are not waited for: what a crash takes is learnt again. */
    static void keep(Database database, Box box, Map<Integer, TextSignature> signatures) {
        List<Integer> uids = new ArrayList<>();
        List<byte[]> bits = new ArrayList<>();
        signatures.forEach((uid, signature) -> {
            uids.add(uid);
            bits.add(signature.bits());
        });
        database.transaction(jdbc -> {
            jdbc.sql("SET LOCAL synchronous_commit = off").update();
            return jdbc.sql("""
                    INSERT INTO text_signature (mail_id, version, bits)
                    SELECT DISTINCT ON (mail_id) mail_id, :version, known.bits
                    FROM unnest(:uids::int[], :bits::bytea[]) AS known (uid, bits)
                    JOIN message USING (uid)
                    WHERE bal_id = :bal AND mailbox_id = :box
                    ORDER BY mail_id
                    ON CONFLICT DO NOTHING
                    """)
                    .param("version", TextSignature.VERSION)
                    .param(
                            "uids",
                            Sql.ints(uids.stream().mapToInt(Integer::intValue).toArray()))
                    .param("bits", new SqlArrayValue("bytea", (Object[]) bits.toArray(byte[][]::new)))
                    .param("bal", box.bal())
                    .param("box", box.id())
                    .update();
        });
    }
}
