package fr.pli.store;

import fr.pli.mss.MssAddress;
import fr.pli.postgres.Database;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.support.SqlArrayValue;

/** What came in from other operators and may come again. deposit.sql adds to it. */
final class Seen {

    private Seen() {}

    /** The recipients who have a message already, each with the number that it got. */
    static Map<MssAddress, Long> find(Database database, Origin origin, List<Recipient> recipients) {
        Map<String, MssAddress> byKey = new HashMap<>();
        for (Recipient to : recipients) {
            byKey.put(HexFormat.of().formatHex(origin.key(to.address())), to.address());
        }
        Map<MssAddress, Long> found = new LinkedHashMap<>();
        database.run(jdbc -> {
            jdbc.sql("SELECT key, mail_id FROM seen WHERE key = ANY (:keys) ORDER BY mail_id")
                    .param("keys", keys(origin, recipients))
                    .query(row -> {
                        MssAddress to = byKey.get(HexFormat.of().formatHex(row.getBytes("key")));
                        if (to != null) {
                            found.put(to, row.getLong("mail_id"));
                        }
                    });
            return found;
        });
        return found;
    }

    /** Forgets what is older. @return how many rows */
    static int forget(Database database, Duration age) {
        return database.run(jdbc -> jdbc.sql("DELETE FROM seen WHERE seen_at < now() - :age::interval")
                .param("age", age.toString())
                .update());
    }

    private static SqlArrayValue keys(Origin origin, List<Recipient> recipients) {
        return new SqlArrayValue("bytea", (Object[])
                recipients.stream().map(to -> origin.key(to.address())).toArray(byte[][]::new));
    }
}
