package fr.pli.smtp;

import fr.pli.wire.Connection;
import java.io.IOException;

/**
 * DATA (RFC 5321 section 4.1.1.4). A message that cannot be taken is read to its end all the same, so that the client hears why; but
 * not further than twice the greatest size.
 * <pre>data = "DATA" CRLF</pre>
 */
final class DataCommand implements Command {

    private static final int BLOCK = 8 * 1024;

    @Override
    public void run(SmtpSession session, Arguments arguments) throws SmtpRefusal, IOException {
        session.transaction().requireBeforeData();
        arguments.end();
        MessageBody body = session.body();

        session.replies().bare(354, "Message, puis CRLF.CRLF / Message, then CRLF.CRLF");
        session.connection().flush();
        if (!read(session, body)) {
            session.end("too-much-data");
        }
        session.commit(body);
    }

    /** @return whether the end came in time */
    private static boolean read(SmtpSession session, MessageBody body) throws IOException {
        Connection connection = session.connection();
        connection.patience(session.settings().limits().data());
        DataDecoder decoder = new DataDecoder(body);
        byte[] block = new byte[BLOCK];
        for (long left = session.mostOctets(); left > 0 && !decoder.isWhole(); ) {
            int length = connection.input().read(block);
            int taken = decoder.take(block, length);
            connection.unread(length - taken);
            left -= taken;
        }
        return decoder.isWhole();
    }
}
