package fr.pli.store;

import fr.pli.imap.mail.Mailbox;
import fr.pli.postgres.Database;
import fr.pli.postgres.Sql;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Bodies of messages that are asked for in order: of small ones, what is asked of the first is read of some more in the same query. What is
 * asked beyond that, and large messages, are read by themselves.
 */
final class ReadAhead implements Mailbox.Bodies {

    private static final int MESSAGES = 100;
    private static final int OCTETS = 1024 * 1024;

    private final Database database;
    private final Box box;
    private final int[] uids;
    private final Map<Integer, byte[]> starts = new HashMap<>();
    private int octets;

    /** @param uids ascending */
    ReadAhead(Database database, Box box, int[] uids) {
        this.database = database;
        this.box = box;
        this.uids = uids;
    }

    @Override
    public long copy(int uid, long offset, long length, OutputStream out) throws IOException {
        if (offset <= Body.PIECE && length <= Body.PIECE - offset) {
            int end = (int) (offset + length);
            if (end > octets || !starts.containsKey(uid)) {
                read(uid, Math.max(end, octets));
            }
            byte[] start = starts.get(uid);
            if (start != null && end <= start.length) {
                out.write(start, (int) offset, (int) length);
                return length;
            }
        }
        return Body.copy(database, box, uid, offset, length, out);
    }

    /** The first octets of this message and of those after it, of each as many and of all no more than can well be held. */
    private void read(int uid, int asked) {
        octets = asked;
        starts.clear();
        int from = Arrays.binarySearch(uids, uid);
        if (from < 0) {
            return;
        }
        int[] some = Arrays.copyOfRange(uids, from, Math.min(uids.length, from + MESSAGES));
        database.run(jdbc -> jdbc.sql("""
                        SELECT uid, substring(octets FROM 1 FOR :octets) AS start
                        FROM (SELECT uid, mail_id, size, sum(least(size, :octets)) OVER (ORDER BY uid) AS sum
                              FROM unnest(:uids::int[]) AS asked (uid) JOIN message USING (uid)
                              WHERE bal_id = :bal AND mailbox_id = :box) AS message
                        JOIN mail_body USING (mail_id)
                        WHERE sum <= :most AND size <= :piece AND piece = 0
                        """)
                .param("octets", asked)
                .param("bal", box.bal())
                .param("box", box.id())
                .param("uids", Sql.ints(some))
                .param("most", OCTETS)
                .param("piece", Body.PIECE)
                .query((row, number) -> starts.put(row.getInt("uid"), row.getBytes("start")))
                .list());
    }
}
