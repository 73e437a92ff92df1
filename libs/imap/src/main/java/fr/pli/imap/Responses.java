package fr.pli.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What the server says, line by line (RFC 9051 section 7). Lines reach the client when somebody flushes. */
public final class Responses {

    /** Characters: of a long text no second copy waits for a client that does not read. */
    private static final int AT_ONCE = 8 * 1024;

    private final OutputStream out;

    Responses(OutputStream out) {
        this.out = out;
    }

    /** {@code * } and that. */
    void untagged(String text) throws IOException {
        write("* ");
        line(text);
    }

    /** Asks the client to go on: {@code + } and that. */
    void goOn(String text) throws IOException {
        line("+ " + text);
    }

    /** A whole line, without its end. */
    void line(String text) throws IOException {
        write(text);
        write("\r\n");
    }

    /** A piece of a line. */
    void write(String text) throws IOException {
        if (text.length() <= AT_ONCE) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return;
        }
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + AT_ONCE);
            to -= to < text.length() && Character.isHighSurrogate(text.charAt(to - 1)) ? 1 : 0;
            out.write(text.substring(from, to).getBytes(StandardCharsets.UTF_8));
            from = to;
        }
    }

    /** For the octets of literals. */
    OutputStream octets() {
        return out;
    }

    void flush() throws IOException {
        out.flush();
    }
}
