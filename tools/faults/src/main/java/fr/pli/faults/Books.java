package fr.pli.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands in the database, read with plain SQL and none of the operator's own code. */
final class Books {

    private static final String MAILS = """
            SELECT mail.id, coalesce(substring(message_id FROM '<(.+)>'), '') AS letter, size,
                   encode(sha256, 'hex') AS digest, refs, coalesce(rows.named, 0) AS named
            FROM mail
            LEFT JOIN (SELECT mail_id, count(*) AS named FROM message GROUP BY mail_id) AS rows ON rows.mail_id = mail.id
            """;

    private static final String ROWS = """
            SELECT bal.address, mailbox.id AS mailbox, mailbox.uidvalidity, message.uid, message.flags, message.mail_id
            FROM message
            JOIN mailbox ON mailbox.bal_id = message.bal_id AND mailbox.id = message.mailbox_id
            JOIN bal ON bal.id = message.bal_id
            """;

    private static final String INDICATORS = """
            SELECT mail_id, recipient, count(*) AS rows
            FROM indicator
            GROUP BY mail_id, recipient
            """;

    private static final String BODIES = """
            SELECT mail_id, string_agg(octets, ''::bytea ORDER BY piece) AS octets
            FROM mail_body
            WHERE mail_id > ?
            GROUP BY mail_id
            """;

    /** UIDs that were given to a message after another one had had them, or that the mailbox would give again. */
    private static final String REUSED = """
            SELECT bal.address, message.uid
            FROM message
            JOIN bal ON bal.id = message.bal_id
            JOIN mailbox ON mailbox.bal_id = message.bal_id AND mailbox.id = message.mailbox_id
            WHERE message.uid >= mailbox.uidnext
               OR EXISTS (SELECT FROM expunged WHERE expunged.bal_id = message.bal_id
                          AND expunged.mailbox_id = message.mailbox_id AND expunged.uid = message.uid)
            UNION ALL
            SELECT bal.address, expunged.uid
            FROM expunged
            JOIN bal ON bal.id = expunged.bal_id
            JOIN mailbox ON mailbox.bal_id = expunged.bal_id AND mailbox.id = expunged.mailbox_id
            WHERE expunged.uid >= mailbox.uidnext
            """;

    /** Mailboxes whose counts are not those of their messages. */
    private static final String MISCOUNTED = """
            SELECT bal.address, mailbox.name
            FROM mailbox
            JOIN bal ON bal.id = mailbox.bal_id
            LEFT JOIN message ON message.bal_id = mailbox.bal_id AND message.mailbox_id = mailbox.id
            GROUP BY bal.address, mailbox.bal_id, mailbox.id
            HAVING mailbox.messages <> count(message.uid) OR mailbox.size <> coalesce(sum(message.size), 0)
            """;

    private final Connection connection;

    Books(Connection connection) {
        this.connection = connection;
    }

    /**
     * A message as it is stored once.
     *
     * @param letter its Message-ID
     * @param refs how many rows name it by its own account, {@code named} by theirs
     */
    record Mail(long id, String letter, int size, String digest, int refs, int named) {}

    /** A message in a mailbox. */
    record Row(String bal, long uidValidity, long uid, int flags, long mail) {}

    /** Takes the octets of a message. */
    interface BodyReader {
        void read(long mail, byte[] octets);
    }

    Map<Long, Mail> mails() throws SQLException {
        Map<Long, Mail> mails = new HashMap<>();
        for (Mail mail : read(
                MAILS,
                row -> new Mail(
                        row.getLong("id"),
                        row.getString("letter"),
                        row.getInt("size"),
                        row.getString("digest"),
                        row.getInt("refs"),
                        row.getInt("named")))) {
            mails.put(mail.id(), mail);
        }
        return mails;
    }

    List<Row> rows() throws SQLException {
        return read(
                ROWS,
                row -> new Row(
                        row.getString("address"),
                        row.getLong("uidvalidity"),
                        row.getLong("uid"),
                        row.getInt("flags"),
                        row.getLong("mail_id")));
    }

    /** How many indicator rows there are of each mail for each recipient. */
    Map<Long, Map<String, Integer>> indicators() throws SQLException {
        Map<Long, Map<String, Integer>> indicators = new HashMap<>();
        read(
                INDICATORS,
                row -> indicators
                        .computeIfAbsent(row.getLong("mail_id"), _ -> new HashMap<>())
                        .put(row.getString("recipient"), row.getInt("rows")));
        return indicators;
    }

    /** Hands over each body of the mails after that one. */
    void bodies(long after, BodyReader reader) throws SQLException {
        connection.setAutoCommit(false); // else all would be fetched at once
        try (var statement = connection.prepareStatement(BODIES)) {
            statement.setLong(1, after);
            statement.setFetchSize(50);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows.getLong("mail_id"), rows.getBytes("octets"));
                }
            }
        }
    }

    List<String> reused() throws SQLException {
        return read(REUSED, row -> row.getString(1) + " UID " + row.getLong(2));
    }

    List<String> miscounted() throws SQLException {
        return read(MISCOUNTED, row -> row.getString(1) + " " + row.getString(2));
    }

    private <T> List<T> read(String query, Reading<T> reading) throws SQLException {
        List<T> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                all.add(reading.of(rows));
            }
        }
        return all;
    }

    /** Makes something of a row. */
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }
}
