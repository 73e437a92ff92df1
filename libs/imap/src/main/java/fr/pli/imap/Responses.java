package fr.pli.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** What the server says, line by line (RFC 9051 section 7). Lines reach the client when somebody flushes. */
public final class Responses {

    /** Characters: of a long text no second copy waits for a client that does not read. */
    private static final int AT_ONCE = 8 * 1024;

    /** Octets after which it is asked again whether the client may be shown more, besides after each flush. */
    private static final int ASKED_AGAIN = 64 * 1024;

    private final OutputStream out;
    private final BooleanSupplier open;
    private boolean asked;
    private int sinceAsked;

    /** @param open whether the client may be shown anything still; asked before the first response after a flush, and again while much is written */
    Responses(OutputStream out, BooleanSupplier open) {
        this.out = counted(out);
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
        if (asked && sinceAsked < ASKED_AGAIN) {
            return;
        }
        if (!open.getAsBoolean()) {
            throw new SessionOverException();
        }
        asked = true;
        sinceAsked = 0;
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
        asked = false;
        out.flush();
    }

    private OutputStream counted(OutputStream client) {
        return new OutputStream() {

            @Override
            public void write(int octet) throws IOException {
                sinceAsked++;
                client.write(octet);
            }

            @Override
            public void write(byte[] octets, int from, int count) throws IOException {
                sinceAsked += count;
                client.write(octets, from, count);
            }

            @Override
            public void flush() throws IOException {
                client.flush();
            }
        };
    }
}
