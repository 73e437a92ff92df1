package fr.pli.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What the server says, line by line (RFC 9051 section 7). Lines reach the client when somebody flushes. */
public final class Responses {

    private final OutputStream out;

    Responses(OutputStream out) {
        this.out = out;
    }

    /** {@code * } and that. */
    void untagged(String text) throws IOException {
        line("* " + text);
    }

    /** Asks the client to go on: {@code + } and that. */
    void goOn(String text) throws IOException {
        line("+ " + text);
    }

    /** A whole line, without its end. */
    void line(String text) throws IOException {
        write(text + "\r\n");
    }

    /** A piece of a line. */
    void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** For the octets of literals. */
    OutputStream octets() {
        return out;
    }

    void flush() throws IOException {
        out.flush();
    }
}
