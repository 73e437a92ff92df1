package fr.pli.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a submission server may do to a message on its way (RFC 6409 section 8), and nothing beyond: the trace field goes on top, Date
 * and Message-ID go to the end of the header where they are missing, Bcc and Resent-Bcc go away with their continuation lines. So do
 * Return-Path and Authentication-Results: a server that delivers writes them, and whoever reads them believes that ours did (RFC 5321
 * section 4.4, RFC 8601 section 5). Every other octet passes as it came, in its place.
 *
 * <p>The header is all up to the first empty line. A line in it that is no field passes, and a Bcc after it still goes away: other
 * software may read on past that line. It holds one field name at most, however long the header is, and refuses nothing.
 */
final class SubmissionHeaders extends OutputStream {

    /** No name that matters is longer: a line without a colon so far passes. */
    private static final int LONGEST_NAME = 80;

    /** What the next octet is. */
    private enum At {
        LINE_START,
        NAME,
        KEPT,
        DROPPED,
        BODY
    }

    private final OutputStream out;
    private final TraceFields trace;
    private final ByteArrayOutputStream passed = new ByteArrayOutputStream(1024);
    private final byte[] name = new byte[LONGEST_NAME];
    private int nameLength;
    private At at = At.LINE_START;
    private boolean afterCr;
    private boolean fieldDropped;
    private boolean hasDate;
    private boolean hasMessageId;

    SubmissionHeaders(OutputStream out, TraceFields trace) {
        this.out = out;
        this.trace = trace;
        add(trace.received());
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] block, int offset, int length) throws IOException {
        int i = offset;
        int end = offset + length;
        while (i < end && at != At.BODY) {
            header(block[i++]);
        }
        passOn();
        out.write(block, i, end - i);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** The message is whole. Without an empty line it was all header. */
    void finish() throws IOException {
        if (at == At.NAME) {
            passed.write(name, 0, nameLength);
        }
        if (at == At.NAME || at == At.KEPT) {
            add("\r\n");
        }
        if (at != At.BODY) {
            addMissing();
            passOn();
        }
    }

    private void header(byte octet) {
        boolean lineEnds = afterCr && octet == '\n';
        afterCr = octet == '\r';
        if (at == At.LINE_START) {
            begin(octet);
        }
        switch (at) {
            case NAME -> name(octet, lineEnds);
            case KEPT -> passed.write(octet);
            case DROPPED, LINE_START, BODY -> {}
        }
        if (lineEnds && at != At.BODY) {
            at = At.LINE_START;
        }
    }

    /** A blank continues the field before (RFC 5322 section 2.2.3). */
    private void begin(byte octet) {
        if (octet == ' ' || octet == '\t') {
            at = fieldDropped ? At.DROPPED : At.KEPT;
        } else {
            at = At.NAME;
            nameLength = 0;
            fieldDropped = false;
        }
    }

    private void name(byte octet, boolean lineEnds) {
        name[nameLength++] = octet;
        if (lineEnds && nameLength == 2) {
            addMissing();
            add("\r\n");
            at = At.BODY;
        } else if (octet == ':') {
            field(new String(name, 0, nameLength - 1, StandardCharsets.ISO_8859_1).stripTrailing());
        } else if (lineEnds || nameLength == LONGEST_NAME) {
            keep();
        }
    }

    private void field(String name) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "bcc", "resent-bcc", "return-path", "authentication-results" -> {
                fieldDropped = true;
                at = At.DROPPED;
            }
            case "date" -> {
                hasDate = true;
                keep();
            }
            case "message-id" -> {
                hasMessageId = true;
                keep();
            }
            default -> keep();
        }
    }

    private void keep() {
        passed.write(name, 0, nameLength);
        at = At.KEPT;
    }

    private void addMissing() {
        if (!hasDate) {
            add(trace.date());
        }
        if (!hasMessageId) {
            add(trace.messageId());
        }
    }

    private void add(String field) {
        passed.writeBytes(field.getBytes(StandardCharsets.UTF_8));
    }

    private void passOn() throws IOException {
        passed.writeTo(out);
        passed.reset();
    }
}
