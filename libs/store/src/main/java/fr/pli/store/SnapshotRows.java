package fr.pli.store;

import fr.pli.imap.mail.Snapshot;
import fr.pli.postgres.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads snapshots: whole, or what changed since one. Each is one statement, so that messages and mod-sequence are of the same moment. */
final class SnapshotRows {

    private static final String CHANGES = """
            SELECT box.uidvalidity, box.uidnext, box.modseq AS highest, box.forgotten,
                   change.uid, change.modseq, change.flags, change.keywords
            FROM mailbox box
            LEFT JOIN LATERAL (
                SELECT uid, modseq, flags, keywords FROM message
                WHERE bal_id = box.bal_id AND mailbox_id = box.id AND modseq > :since
                UNION ALL
                SELECT uid, modseq, NULL, NULL FROM expunged
                WHERE bal_id = box.bal_id AND mailbox_id = box.id AND modseq > :since
                LIMIT :most
            ) change ON true
            WHERE box.bal_id = :bal AND box.id = :box
            """;

    /** Changes up to this many are read in one go; where there were more, all is read anew, some rows at a time. */
    private static final int CHANGES_AT_ONCE = 5000;

    private static final int ROWS_AT_ONCE = 2000;

    private static final String ALL = """
            SELECT box.uidvalidity, box.uidnext, box.modseq AS highest, box.messages,
                   message.uid, message.modseq, message.flags, message.keywords
            FROM mailbox box
            LEFT JOIN message ON message.bal_id = box.bal_id AND message.mailbox_id = box.id
            WHERE box.bal_id = :bal AND box.id = :box
            ORDER BY message.uid
            """;

    private SnapshotRows() {}

    /** The mailbox as of now; by what changed since {@code base} where that is known. A deleted mailbox reads as empty. */
    static Snapshot read(Database database, Box box, @Nullable Snapshot base) {
        if (base != null) {
            Optional<Snapshot> advanced = database.run(jdbc -> jdbc.sql(CHANGES)
                    .param("bal", box.bal())
                    .param("box", box.id())
                    .param("since", base.highestModSeq())
                    .param("most", CHANGES_AT_ONCE)
                    .query((ResultSetExtractor<Optional<Snapshot>>) rows -> advance(rows, base)));
            if (advanced.isPresent()) {
                return advanced.get();
            }
        }
        return database.transaction(jdbc -> jdbc.sql(ALL) // only inside a transaction the driver reads some at a time
                .withFetchSize(ROWS_AT_ONCE)
                .param("bal", box.bal())
                .param("box", box.id())
                .query((ResultSetExtractor<Snapshot>) SnapshotRows::all));
    }

    /** UIDs removed after {@code modSeq}, ascending; empty if that is no longer known. */
    static Optional<List<Integer>> removedSince(JdbcClient jdbc, Box box, long modSeq) {
        return jdbc.sql("""
                SELECT forgotten > :since AS unknown,
                       ARRAY(SELECT uid FROM expunged
                             WHERE bal_id = box.bal_id AND mailbox_id = box.id AND modseq > :since
                             ORDER BY uid) AS uids
                FROM mailbox box
                WHERE bal_id = :bal AND id = :box
                """)
                .param("bal", box.bal())
                .param("box", box.id())
                .param("since", modSeq)
                .query((ResultSetExtractor<Optional<List<Integer>>>) rows -> {
                    if (!rows.next()) {
                        return Optional.of(List.of());
                    }
                    Integer[] uids = (Integer[]) rows.getArray("uids").getArray();
                    return rows.getBoolean("unknown") ? Optional.empty() : Optional.of(List.of(uids));
                });
    }

    private static Snapshot all(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return new SnapshotBuilder(0).build(1, 1, 1);
        }
        long uidValidity = rows.getLong("uidvalidity");
        int uidNext = rows.getInt("uidnext");
        long highest = rows.getLong("highest");
        SnapshotBuilder all = new SnapshotBuilder(rows.getInt("messages"));
        while (rows.getInt("uid") != 0) {
            all.add(rows.getInt("uid"), Row.flags(rows), rows.getLong("modseq"));
            if (!rows.next()) {
                break;
            }
        }
        return all.build(uidValidity, uidNext, highest);
    }

    /** Empty if what was removed since then is no longer known. */
    private static Optional<Snapshot> advance(ResultSet rows, Snapshot base) throws SQLException {
        if (!rows.next()) {
            return Optional.of(base.size() == 0 ? base : emptied(base));
        }
        if (rows.getLong("forgotten") > base.highestModSeq()) {
            return Optional.empty();
        }
        long uidValidity = rows.getLong("uidvalidity");
        int uidNext = rows.getInt("uidnext");
        long highest = rows.getLong("highest");
        if (highest == base.highestModSeq()) {
            return Optional.of(base);
        }
        SnapshotChanges changes = new SnapshotChanges();
        int read = 0;
        do {
            if (++read >= CHANGES_AT_ONCE) {
                return Optional.empty(); // perhaps not all
            }
            if (rows.getObject("flags") == null) {
                changes.removed(rows.getInt("uid"));
            } else {
                changes.changed(rows.getInt("uid"), Row.flags(rows), rows.getLong("modseq"));
            }
        } while (rows.next());
        return Optional.of(changes.apply(base).build(uidValidity, uidNext, highest));
    }

    private static Snapshot emptied(Snapshot base) {
        return new SnapshotBuilder(0).build(base.uidValidity(), base.uidNext(), base.highestModSeq() + 1);
    }
}
