package fr.pli.store;

import fr.pli.mss.StoreUnavailableException;
import fr.pli.postgres.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The octets of a mail, in pieces of 256 KiB; the last one is shorter. The size is part of what is stored: it never changes. */
final class Body {

    /** Octets of a piece. */
    static final int PIECE = 256 * 1024;

    private static final int PIECES_AT_ONCE = 4;

    private Body() {}

    /**
     * Writes the body of a mail to come, piece by piece.
     *
     * @return the number of the mail
     */
    static long write(JdbcClient jdbc, InputStream octets) {
        long mail = jdbc.sql("SELECT nextval('mail_id')").query(Long.class).single();
        int number = 0;
        for (byte[] piece = next(octets); piece.length > 0; piece = next(octets)) {
            jdbc.sql("INSERT INTO mail_body (mail_id, piece, octets) VALUES (:mail, :piece, :octets)")
                    .param("mail", mail)
                    .param("piece", number++)
                    .param("octets", piece)
                    .update();
        }
        return mail;
    }

    /** Takes back what {@link #write} wrote, in the same transaction. */
    static void discard(JdbcClient jdbc, long mail) {
        jdbc.sql("DELETE FROM mail_body WHERE mail_id = :mail")
                .param("mail", mail)
                .update();
    }

    private static byte[] next(InputStream octets) {
        try {
            return octets.readNBytes(PIECE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a slice of a message's body, some pieces at a time: no connection is held while a slow client takes them, and what was begun
     * is finished even if the message is removed meanwhile.
     *
     * @return how many octets were written; 0 if there is no such message
     */
    static long copy(Database database, Box box, int uid, long offset, long length, OutputStream out)
            throws IOException {
        Optional<Stored> found = database.run(jdbc -> jdbc.sql("""
                SELECT mail_id, size FROM message WHERE bal_id = :bal AND mailbox_id = :box AND uid = :uid
                """)
                .param("bal", box.bal())
                .param("box", box.id())
                .param("uid", uid)
                .query((row, number) -> new Stored(row.getLong("mail_id"), row.getInt("size")))
                .optional());
        if (found.isEmpty() || offset >= found.get().size()) {
            return 0;
        }
        Stored stored = found.get();
        int end = (int) Math.min(stored.size(), offset + Math.min(length, stored.size()));
        copy(database, stored.mail(), (int) offset, end, out);
        return end - offset;
    }

    /** Writes the octets of a mail from one place to before another, as above. */
    static void copy(Database database, long mail, int offset, int end, OutputStream out) throws IOException {
        int from = offset;
        while (from < end) {
            int to = Math.min(end, (from / PIECE + PIECES_AT_ONCE) * PIECE);
            for (byte[] octets : slices(database, mail, from, to)) {
                out.write(octets);
                from += octets.length;
            }
        }
    }

    /** The octets from one place to before another, of at most {@link #PIECES_AT_ONCE} pieces. */
    private static List<byte[]> slices(Database database, long mail, int from, int to) {
        List<byte[]> slices = database.run(jdbc -> jdbc.sql("""
                SELECT substring(octets FROM greatest(:from - piece * :size, 0) + 1
                                 FOR least(:to - piece * :size, :size) - greatest(:from - piece * :size, 0))
                FROM mail_body
                WHERE mail_id = :mail AND piece BETWEEN :from / :size AND (:to - 1) / :size
                ORDER BY piece
                """)
                .param("from", from)
                .param("to", to)
                .param("size", PIECE)
                .param("mail", mail)
                .query((row, number) -> row.getBytes(1))
                .list());
        if (slices.stream().mapToInt(slice -> slice.length).sum() != to - from) {
            throw new StoreUnavailableException(
                    "the body of mail " + mail + " is not whole", new IllegalStateException("octets are missing"));
        }
        return slices;
    }

    private record Stored(long mail, int size) {}
}
