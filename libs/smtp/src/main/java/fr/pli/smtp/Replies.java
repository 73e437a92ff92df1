package fr.pli.smtp;

import fr.pli.wire.Connection;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** Writes replies (RFC 5321 section 4.2). They wait in the connection's buffer until nothing more of the client's is there (RFC 2920 section 3.2). */
final class Replies {

    /** RFC 5321 section 4.5.3.1.5, without the line's end. */
    private static final int LONGEST = 510;

    private final Connection connection;
    private boolean utf8;

    Replies(Connection connection) {
        this.connection = connection;
    }

    /** Whether the texts may be UTF-8: the client gave SMTPUTF8 with the message in progress. */
    void utf8(boolean allowed) {
        utf8 = allowed;
    }

    void send(SmtpReply reply) throws IOException {
        line(reply.toString());
    }

    /** A reply that has no enhanced code (RFC 2034 section 4): the greeting, 334 and 354. */
    void bare(int code, String text) throws IOException {
        line(code + " " + text);
    }

    /** The answer to EHLO: one line each. */
    void lines(int code, List<String> texts) throws IOException {
        for (Iterator<String> i = texts.iterator(); i.hasNext(); ) {
            String text = i.next();
            line(code + (i.hasNext() ? "-" : " ") + text);
        }
    }

    private void line(String text) throws IOException {
        String line = utf8 ? text : AsciiText.fold(text);
        connection.send(line.length() <= LONGEST ? line : line.substring(0, LONGEST));
    }
}
