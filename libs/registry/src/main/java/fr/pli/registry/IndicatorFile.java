package fr.pli.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Writes indicators as the file has them: {@code MAIL_ID EXPEDITEUR DESTINATAIRE DATE TAILLE INS CODECDA NIL}, lines end with CRLF, cells are
 * quoted where they need it (RFC 4180) or where a spreadsheet would take them for a formula. Reads what PostgreSQL copies out in its binary
 * format, octets to octets, for a month may have ten million rows. Spec: indicators.md sections 2 and 3.
 */
final class IndicatorFile {

    private static final List<String> COLUMNS =
            List.of("MAIL_ID", "EXPEDITEUR", "DESTINATAIRE", "DATE", "TAILLE", "INS", "CODECDA", "NIL");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:");
    private static final byte[] END = {'\r', '\n'};

    /** Signature, flags and the length of an extension that is never there. */
    private static final int COPY_HEADER = 19;

    private static final long POSTGRES_EPOCH =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final int BUFFER = 64 * 1024;

    private final OutputStream out;
    private final IndicatorFormat format;
    private final byte[] separator;
    private final byte[] buffer = new byte[BUFFER];
    private int length;
    private boolean begun;
    private long minute = Long.MIN_VALUE;
    private byte[] minuteText = {};

    /** @param out UTF-8; flushed and closed by whoever opened it */
    IndicatorFile(OutputStream out, IndicatorFormat format) {
        this.out = out;
        this.format = format;
        separator = String.valueOf(format.separator()).getBytes(StandardCharsets.UTF_8);
    }

    /** What PostgreSQL is to copy out: a period in whole seconds, from its first moment to the first moment after. */
    static String copy(Instant from, Instant to, IndicatorFormat format) {
        return """
                COPY (
                    SELECT mail_id, sender, recipient, accepted_at, size, ins, array_to_string(codes, '%s'), nil
                    FROM indicator
                    WHERE accepted_at >= to_timestamp(%d) AND accepted_at < to_timestamp(%d)
                    ORDER BY mail_id, recipient_no
                ) TO STDOUT (FORMAT binary)
                """.formatted(format.codeSeparator().replace("'", "''"), from.getEpochSecond(), to.getEpochSecond());
    }

    /** A message of the copy: its header, a row, both, or its end. */
    void add(byte[] message) throws IOException {
        ByteBuffer row = ByteBuffer.wrap(message);
        if (!begun) {
            begun = true;
            row.position(COPY_HEADER);
            header();
        }
        if (row.hasRemaining() && row.getShort() == COLUMNS.size()) {
            row(row, message);
        }
    }

    /** Writes what is left. */
    void end() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
    }

    private void header() throws IOException {
        if (format.header()) {
            put(String.join(String.valueOf(format.separator()), COLUMNS).getBytes(StandardCharsets.UTF_8));
            put(END);
        }
    }

    /** @param octets of which {@code row} is made */
    private void row(ByteBuffer row, byte[] octets) throws IOException {
        number(bigint(row));
        put(separator);
        text(row, octets);
        put(separator);
        text(row, octets);
        put(separator);
        date(bigint(row));
        put(separator);
        number(Math.max(1, Math.ceilDiv(bigint(row), 1024)));
        for (int n = 0; n < 3; n++) {
            put(separator);
            text(row, octets);
        }
        put(END);
    }

    private static long bigint(ByteBuffer row) {
        row.getInt(); // its length, eight octets
        return row.getLong();
    }

    private void number(long value) throws IOException {
        put(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
    }

    private void text(ByteBuffer row, byte[] octets) throws IOException {
        int size = row.getInt();
        int from = row.position();
        row.position(from + size);
        if (!needsQuotes(octets, from, from + size)) {
            put(octets, from, size);
            return;
        }
        put((byte) '"');
        if (format.neutral() && size > 0 && IndicatorFormat.beginsFormula(octets[from])) {
            put((byte) '\'');
        }
        for (int i = from; i < from + size; i++) {
            if (octets[i] == '"') {
                put((byte) '"');
            }
            put(octets[i]);
        }
        put((byte) '"');
    }

    private boolean needsQuotes(byte[] octets, int from, int to) {
        for (int i = from; i < to; i++) {
            byte octet = octets[i];
            if (octet == separator[0] || octet == '"' || octet == '\r' || octet == '\n') {
                return true;
            }
        }
        return from < to && IndicatorFormat.beginsFormula(octets[from]);
    }

    /** The rows come about in the order of time, so most are of the same minute as the one before. */
    private void date(long microseconds) throws IOException {
        long second = POSTGRES_EPOCH + Math.floorDiv(microseconds, 1_000_000L);
        if (Math.floorDiv(second, 60L) != minute) {
            minute = Math.floorDiv(second, 60L);
            minuteText = MINUTE.format(Instant.ofEpochSecond(second).atZone(format.zone()))
                    .getBytes(StandardCharsets.US_ASCII);
        }
        put(minuteText);
        int rest = (int) Math.floorMod(second, 60L);
        put((byte) ('0' + rest / 10));
        put((byte) ('0' + rest % 10));
    }

    private void put(byte octet) throws IOException {
        if (length == buffer.length) {
            end();
        }
        buffer[length++] = octet;
    }

    private void put(byte[] octets) throws IOException {
        put(octets, 0, octets.length);
    }

    private void put(byte[] octets, int from, int size) throws IOException {
        if (size > buffer.length - length) {
            end();
        }
        if (size > buffer.length) {
            out.write(octets, from, size);
        } else {
            System.arraycopy(octets, from, buffer, length, size);
            length += size;
        }
    }
}
