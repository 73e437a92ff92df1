package fr.pli.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** What the server says, line by line (RFC 9051 section 7). Lines reach the client when somebody flushes. */
public final class Responses {

    /** Characters: of a long text no second copy waits for a client that does not read. */
    private static final int AT_ONCE = 8 * 1024;

    private final OutputStream out;
    private final BooleanSupplier open;

    /** @param open whether the client may be shown anything still; asked before each response */
    Responses(OutputStream out, BooleanSupplier open) {
        this.out = out;
        this.open = open;
    }

    /**
     * {@code * } and that.
     *
     * @throws SessionOverException instead, if nothing more may be shown
     */
    void untagged(String text) throws IOException {
        requireOpen();
        write("* ");
        line(text);
    }

    /** {@code * BYE } and that: also to whom nothing more may be shown. */
    void bye(String text) throws IOException {
        line("* BYE " + text);
    }

    /** @throws SessionOverException if nothing more may be shown */
    void requireOpen() throws SessionOverException {
        if (!open.getAsBoolean()) {
            throw new SessionOverException();
        }
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
