package fr.pli.store;

import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Flags.SystemFlag;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxException.Code;
import fr.pli.postgres.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A mailbox whose row is locked until the transaction ends: what is read of it now is what is, and the UIDs and mod-sequences that it
 * gives become visible in their order. Lock the BAL first ({@link LockedBal}), then all mailboxes of a transaction at once, then mails.
 */
final class LockedMailbox {

    private static final String LOCK = """
            SELECT id, name, uidvalidity, uidnext, modseq, keywords FROM mailbox
            WHERE bal_id = :bal AND (id = :id OR name = :name)
            ORDER BY id
            FOR NO KEY UPDATE
            """;

    private final JdbcClient jdbc;
    private final Box box;
    private final String name;
    private final long uidValidity;
    private final Keywords keywords;
    private int uidNext;
    private long modSeq;

    private LockedMailbox(JdbcClient jdbc, Box box, ResultSet row) throws SQLException {
        this.jdbc = jdbc;
        this.box = box;
        this.name = row.getString("name");
        this.uidValidity = row.getLong("uidvalidity");
        this.keywords = new Keywords(jdbc, box, row);
        this.uidNext = row.getInt("uidnext");
        this.modSeq = row.getLong("modseq");
    }

    /** Locks it; empty if it does not exist. */
    static Optional<LockedMailbox> lock(JdbcClient jdbc, Box box) {
        return lock(jdbc, box, "").stream().findAny();
    }

    /** Locks it and, in the same go, the one of that name; each is left out if it does not exist. */
    static List<LockedMailbox> lock(JdbcClient jdbc, Box box, String alsoNamed) {
        return jdbc.sql(LOCK)
                .param("bal", box.bal())
                .param("id", box.id())
                .param("name", alsoNamed)
                .query((row, number) -> new LockedMailbox(jdbc, new Box(box.bal(), row.getLong("id")), row))
                .list();
    }

    Box box() {
        return box;
    }

    boolean isNamed(String other) {
        return name.equals(other);
    }

    long uidValidity() {
        return uidValidity;
    }

    /** Those of the messages that are there, in order of UID. */
    List<Row> rows(int[] uids) {
        return jdbc.sql("""
                SELECT %s FROM message
                WHERE bal_id = :bal AND mailbox_id = :box AND uid = ANY (:uids)
                ORDER BY uid
                """.formatted(Row.COLUMNS))
                .param("bal", box.bal())
                .param("box", box.id())
                .param("uids", Sql.ints(uids))
                .query(Row::of)
                .list();
    }

    /** Some messages after a UID, in order of UID. */
    List<Row> rowsAfter(int uid, int most) {
        return jdbc.sql("""
                SELECT %s FROM message
                WHERE bal_id = :bal AND mailbox_id = :box AND uid > :after
                ORDER BY uid
                LIMIT :most
                """.formatted(Row.COLUMNS))
                .param("bal", box.bal())
                .param("box", box.id())
                .param("after", uid)
                .param("most", most)
                .query(Row::of)
                .list();
    }

    /** How many of the messages are there, and their octets. */
    Sum sum(int[] uids) {
        return jdbc.sql("""
                SELECT count(*) AS messages, coalesce(sum(size), 0) AS octets FROM message
                WHERE bal_id = :bal AND mailbox_id = :box AND uid = ANY (:uids)
                """)
                .param("bal", box.bal())
                .param("box", box.id())
                .param("uids", Sql.ints(uids))
                .query((row, number) -> new Sum(row.getLong("messages"), row.getLong("octets")))
                .single();
    }

    /** What some messages are together. */
    record Sum(long messages, long octets) {}

    /** Makes room for keywords. @throws MailboxException LIMIT */
    void admit(Collection<String> words) throws MailboxException {
        keywords.admit(words);
    }

    /** Gives messages other flags, all under one mod-sequence. */
    void flag(Map<Flags, List<Row>> changes) {
        modSeq++;
        Counts counts = new Counts();
        changes.forEach((flags, rows) -> {
            jdbc.sql("""
                    UPDATE message SET flags = :flags, keywords = :keywords, modseq = :modSeq
                    WHERE bal_id = :bal AND mailbox_id = :box AND uid = ANY (:uids)
                    """)
                    .param("flags", flags.bits())
                    .param("keywords", Sql.texts(flags.keywords()))
                    .param("modSeq", modSeq)
                    .param("bal", box.bal())
                    .param("box", box.id())
                    .param("uids", Sql.ints(uids(rows)))
                    .update();
            rows.forEach(row -> {
                counts.add(row, row.flags(), -1);
                counts.add(row, flags, 1);
            });
        });
        save(counts);
    }

    /**
     * Takes messages of another mailbox of the same BAL, or of this one, in a second time.
     *
     * @return their UIDs here, in the same order
     * @throws MailboxException LIMIT if it has given all UIDs: none is given again
     */
    List<Integer> copy(Box from, List<Row> rows) throws MailboxException {
        if (rows.size() > Integer.MAX_VALUE - uidNext) {
            throw new MailboxException(Code.LIMIT, "this mailbox has no UID left");
        }
        int first = uidNext;
        modSeq++;
        uidNext += rows.size();
        jdbc.sql("""
                INSERT INTO message (bal_id, mailbox_id, uid, flags, modseq, mail_id, internal_date, size, keywords)
                SELECT bal_id, :box, :first - 1 + row_number() OVER (ORDER BY uid), flags, :modSeq, mail_id, internal_date, size, keywords
                FROM message
                WHERE bal_id = :bal AND mailbox_id = :from AND uid = ANY (:uids)
                """)
                .param("box", box.id())
                .param("first", first)
                .param("modSeq", modSeq)
                .param("bal", box.bal())
                .param("from", from.id())
                .param("uids", Sql.ints(uids(rows)))
                .update();
        Counts counts = new Counts();
        List<Integer> copies = new ArrayList<>();
        for (Row row : rows) {
            counts.add(row, row.flags(), 1);
            copies.add(first + copies.size());
        }
        save(counts);
        return copies;
    }

    /** Removes messages and remembers that they were there. */
    void remove(List<Row> rows) {
        modSeq++;
        jdbc.sql("""
                WITH removed AS (
                    DELETE FROM message WHERE bal_id = :bal AND mailbox_id = :box AND uid = ANY (:uids) RETURNING uid
                )
                INSERT INTO expunged (bal_id, mailbox_id, modseq, uid) SELECT :bal, :box, :modSeq, uid FROM removed
                """)
                .param("bal", box.bal())
                .param("box", box.id())
                .param("uids", Sql.ints(uids(rows)))
                .param("modSeq", modSeq)
                .update();
        Counts counts = new Counts();
        rows.forEach(row -> counts.add(row, row.flags(), -1));
        save(counts);
    }

    /** Deletes it with all that is in it. */
    void delete() {
        MailRefs.drop(jdbc, box);
        for (String table : List.of("message", "expunged")) {
            jdbc.sql("DELETE FROM " + table + " WHERE bal_id = :bal AND mailbox_id = :box")
                    .param("bal", box.bal())
                    .param("box", box.id())
                    .update();
        }
        jdbc.sql("DELETE FROM mailbox WHERE bal_id = :bal AND id = :box")
                .param("bal", box.bal())
                .param("box", box.id())
                .update();
    }

    /** Forgets what was removed longer ago than that. */
    void forget(Duration age) {
        jdbc.sql("""
                WITH old AS (
                    DELETE FROM expunged
                    WHERE bal_id = :bal AND mailbox_id = :box AND expunged_at < now() - :age::interval
                    RETURNING modseq
                )
                UPDATE mailbox SET forgotten = greatest(forgotten, (SELECT max(modseq) FROM old))
                WHERE bal_id = :bal AND id = :box
                """)
                .param("bal", box.bal())
                .param("box", box.id())
                .param("age", age.toString())
                .update();
    }

    private void save(Counts counts) {
        jdbc.sql("""
                UPDATE mailbox
                SET uidnext = :uidNext, modseq = :modSeq,
                    messages = messages + :messages, unseen = unseen + :unseen, deleted = deleted + :deleted,
                    size = size + :size, deleted_size = deleted_size + :deletedSize
                WHERE bal_id = :bal AND id = :box
                """)
                .param("uidNext", uidNext)
                .param("modSeq", modSeq)
                .param("messages", counts.messages)
                .param("unseen", counts.unseen)
                .param("deleted", counts.deleted)
                .param("size", counts.size)
                .param("deletedSize", counts.deletedSize)
                .param("bal", box.bal())
                .param("box", box.id())
                .update();
    }

    private static int[] uids(List<Row> rows) {
        return rows.stream().mapToInt(Row::uid).toArray();
    }

    /** What a change adds to the counts of the mailbox. */
    private static final class Counts {

        private int messages;
        private int unseen;
        private int deleted;
        private long size;
        private long deletedSize;

        /** @param sign 1 if it comes, -1 if it goes */
        void add(Row row, Flags flags, int sign) {
            messages += sign;
            size += sign * (long) row.size();
            if (!flags.has(SystemFlag.SEEN)) {
                unseen += sign;
            }
            if (flags.has(SystemFlag.DELETED)) {
                deleted += sign;
                deletedSize += sign * (long) row.size();
            }
        }
    }
}
