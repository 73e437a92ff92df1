package fr.pli.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Takes base64 and writes the octets (RFC 2045 section 6.8). What is not of the alphabet is passed over; padding ends a group wherever it
 * stands, so pieces that were encoded one by one are all read.
 */
final class Base64Decoder extends OutputStream {

    private static final int BUFFER = 8 * 1024;
    private static final int NOTHING = -1;
    private static final int PADDING = -2;
    private static final byte[] VALUES = values();

    private final OutputStream out;
    private final byte[] buffer;
    private int filled;
    private int bits;
    private int group;

    Base64Decoder(OutputStream out) {
        this(out, BUFFER);
    }

    /** @param most octets that will come, for the size of what is held */
    Base64Decoder(OutputStream out, int most) {
        this.out = out;
        this.buffer = new byte[Math.clamp(most, 3, BUFFER)];
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int count) throws IOException {
        for (int i = from; i < from + count; i++) {
            int value = VALUES[octets[i] & 0xFF];
            if (value >= 0) {
                bits = bits << 6 | value;
                if (++group == 4) {
                    put(bits >> 16, bits >> 8, bits);
                }
            } else if (value == PADDING) {
                endGroup();
            }
        }
    }

    @Override
    public void close() throws IOException {
        endGroup();
        flush();
        out.close();
    }

    @Override
    public void flush() throws IOException {
        out.write(buffer, 0, filled);
        filled = 0;
    }

    /** What two or three characters hold; one alone holds nothing. */
    private void endGroup() throws IOException {
        switch (group) {
            case 2 -> put(bits >> 4);
            case 3 -> put(bits >> 10, bits >> 2);
            default -> group = 0;
        }
    }

    private void put(int... octets) throws IOException {
        if (filled + octets.length > buffer.length) {
            flush();
        }
        for (int octet : octets) {
            buffer[filled++] = (byte) octet;
        }
        bits = 0;
        group = 0;
    }

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) NOTHING);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        values['='] = PADDING;
        return values;
    }
}
