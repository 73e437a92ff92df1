package fr.pli.mime;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Takes quoted-printable and writes the octets (RFC 2045 section 6.7). Blanks at the end of a line go; an equals sign that begins nothing stays as it is.
 */
final class QuotedPrintableDecoder extends OutputStream {

    private static final int LONGEST_BLANKS = 1000;

    private final OutputStream out;
    private final byte[] buffer = new byte[8 * 1024];
    private int filled;

    /** Blanks, or an equals sign and what follows it, that cannot be judged yet. */
    private final byte[] held = new byte[LONGEST_BLANKS];

    private int holding;

    QuotedPrintableDecoder(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int count) throws IOException {
        for (int i = from; i < from + count; i++) {
            take(octets[i]);
        }
    }

    private void take(byte c) throws IOException {
        if (holding > 0 && held[0] == '=') {
            escape(c);
        } else if (c == ' ' || c == '\t' || c == '=' || c == '\r') {
            if (c == '=' || holding == LONGEST_BLANKS) {
                release();
            }
            held[holding++] = c;
        } else if (c == '\n') {
            boolean afterReturn = holding > 0 && held[holding - 1] == '\r';
            holding = 0;
            if (afterReturn) {
                put('\r');
            }
            put('\n');
        } else {
            release();
            put(c);
        }
    }

    private void escape(byte c) throws IOException {
        int first = holding > 1 ? held[1] : c;
        if (c == '\n' && !isHex(first)) {
            holding = 0; // soft line break
        } else if (holding == 1 && isHex(c)
                || isBlank(c) && (holding == 1 || isBlank(first)) && holding < LONGEST_BLANKS) {
            held[holding++] = c;
        } else if (holding == 2 && isHex(first) && isHex(c)) {
            holding = 0;
            put(Character.digit(first, 16) << 4 | Character.digit(c, 16));
        } else {
            release();
            take(c);
        }
    }

    @Override
    public void close() throws IOException {
        if (holding > 0 && held[0] == '=' && (holding == 1 || isBlank(held[1]))) {
            holding = 0;
        }
        release();
        flush();
        out.close();
    }

    @Override
    public void flush() throws IOException {
        out.write(buffer, 0, filled);
        filled = 0;
    }

    private void release() throws IOException {
        for (int i = 0; i < holding; i++) {
            put(held[i]);
        }
        holding = 0;
    }

    private void put(int octet) throws IOException {
        if (filled == buffer.length) {
            flush();
        }
        buffer[filled++] = (byte) octet;
    }

    private static boolean isHex(int c) {
        return Character.digit(c, 16) >= 0;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\r';
    }
}
