package fr.pli.smtp;

import fr.pli.wire.Connection;
import java.io.IOException;
import java.io.OutputStream;

/**
 * BDAT (RFC 3030 section 2). The octets of a refused chunk are read and dropped; a chunk whose size cannot be read, or is beyond any
 * message, ends the connection, for nobody knows where the next command is.
 * <pre>
 * bdat-cmd   = "BDAT" SP chunk-size [ SP end-marker ] CRLF
 * chunk-size = 1*DIGIT
 * end-marker = "LAST"
 * </pre>
 */
final class BdatCommand implements Command {

    private static final int BLOCK = 8 * 1024;
    /** Octets; a chunk below counts as a command that brought nothing. */
    private static final int SMALL = 512;

    private record Chunk(long size, boolean isLast) {}

    @Override
    public void run(SmtpSession session, Arguments arguments) throws SmtpRefusal, IOException {
        Chunk chunk = chunk(session, arguments);
        MessageBody body;
        try {
            body = session.body();
        } catch (SmtpRefusal | RuntimeException refused) {
            read(session, chunk.size(), OutputStream.nullOutputStream());
            throw refused;
        }

        read(session, chunk.size(), body);
        if (chunk.isLast()) {
            session.commit(body);
        } else {
            session.check(body);
            if (chunk.size() >= SMALL) {
                session.progressed();
            }
            session.replies().send(Answer.CHUNK_OK.reply(chunk.size()));
        }
    }

    private static Chunk chunk(SmtpSession session, Arguments arguments) throws SmtpRefusal {
        try {
            long size = arguments.size();
            boolean isLast = arguments.isMore();
            if (isLast) {
                arguments.keyword("LAST");
            }
            arguments.end();
            if (size > session.mostOctets()) {
                throw Answer.MESSAGE_TOO_BIG.refusal(session.reception().maxSize());
            }
            return new Chunk(size, isLast);
        } catch (SmtpRefusal refused) {
            session.end("chunk-unreadable");
            throw refused;
        }
    }

    private static void read(SmtpSession session, long size, OutputStream to) throws IOException {
        Connection connection = session.connection();
        connection.patience(session.settings().limits().data());
        byte[] block = new byte[BLOCK];
        for (long left = size; left > 0; ) {
            int length = connection.input().read(block, 0, (int) Math.min(left, BLOCK));
            to.write(block, 0, length);
            left -= length;
        }
    }
}
