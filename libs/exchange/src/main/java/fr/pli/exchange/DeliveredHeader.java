package fr.pli.exchange;

import fr.pli.mime.MessageIndex;
import fr.pli.mime.MessageScanner;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Passes a message on and gives its header the fields that are ours to write at delivery: holds the header back until it is whole, has it judged, and
 * takes off what somebody else wrote in our name, which is Return-Path (RFC 5321 section 4.4) and Authentication-Results that say that they are ours
 * (RFC 8601 section 5). What follows the header passes at once.
 */
public final class DeliveredHeader extends FilterOutputStream {

    /** More than any header that can be judged: a message with more passes as it came, and {@link #isJudged()} stays false. */
    private static final int MOST = 512 * 1024;

    private final String host;
    private final Function<MessageIndex, List<String>> judge;
    private ByteArrayOutputStream held = new ByteArrayOutputStream();
    private int lineLength;
    private boolean passes;
    private boolean judged;

    /**
     * @param host our name in Authentication-Results
     * @param judge is given the header once, and tells the fields to write before it, in order, without line ends
     */
    public DeliveredHeader(OutputStream out, String host, Function<MessageIndex, List<String>> judge) {
        super(out);
        this.host = host.toLowerCase(Locale.ROOT);
        this.judge = judge;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] block, int offset, int length) throws IOException {
        int i = offset;
        int end = offset + length;
        while (i < end && !passes) {
            byte octet = block[i++];
            held.write(octet);
            if (octet == '\n' && lineLength == 0) {
                release();
            } else if (octet == '\n') {
                lineLength = 0;
            } else if (octet != '\r') {
                lineLength++;
            }
            if (held.size() > MOST) {
                passOn();
            }
        }
        out.write(block, i, end - i);
    }

    /** The message is whole; to be called before it is committed. */
    public void end() throws IOException {
        if (!passes) {
            release();
        }
    }

    /** Whether the header could be judged: it was not too large. */
    public boolean isJudged() {
        return judged;
    }

    private void release() throws IOException {
        byte[] header = held.toByteArray();
        MessageScanner scanner = new MessageScanner();
        scanner.write(header, 0, header.length);
        judged = true;
        for (String field : judge.apply(scanner.finish())) {
            out.write((field + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        int from = 0;
        while (from < header.length) {
            int to = fieldEnd(header, from);
            if (!isOurs(new String(header, from, to - from, StandardCharsets.ISO_8859_1))) {
                out.write(header, from, to - from);
            }
            from = to;
        }
        held = new ByteArrayOutputStream();
        passes = true;
    }

    private void passOn() throws IOException {
        held.writeTo(out);
        held = new ByteArrayOutputStream();
        passes = true;
    }

    /** Where the field that begins there ends: before the next line that is no continuation. */
    private static int fieldEnd(byte[] header, int from) {
        for (int i = from; i < header.length; i++) {
            boolean continues = i + 1 < header.length && (header[i + 1] == ' ' || header[i + 1] == '\t');
            if (header[i] == '\n' && !continues) {
                return i + 1;
            }
        }
        return header.length;
    }

    private boolean isOurs(String field) {
        int colon = field.indexOf(':');
        String name = colon < 0 ? "" : field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        return name.equals("return-path")
                || name.equals("authentication-results") && saysItIsOurs(field.substring(colon + 1));
    }

    /** Whether our name stands before the results, in whatever comments, quotes and spaces (RFC 8601 section 2.2): rather one too many is taken off. */
    private boolean saysItIsOurs(String value) {
        int results = value.indexOf(';');
        String before = (results < 0 ? value : value.substring(0, results)).toLowerCase(Locale.ROOT);
        return before.contains(host) || before.contains("(") || before.contains("\"") || before.contains("\\");
    }
}
