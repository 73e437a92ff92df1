package fr.pli.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The octets of a message on their way to its {@link Incoming}. The first thing that is wrong with them spoils it: what was held is
 * given back at once, what still comes is counted and dropped, and the end says why.
 *
 * <p>Wrong are a CR or LF that stands alone, NUL (RFC 5322 section 2.3, RFC 5321 section 2.3.8), and one octet more than the greatest
 * size (RFC 1870 section 6.3). See docs/decisions/0701.
 */
final class MessageBody extends OutputStream {

    /** Something done with the sink. */
    interface Step {
        void run() throws IOException;
    }

    private final Incoming incoming;
    private final OutputStream sink;
    private final Step ending;
    private final long maxSize;
    private long octets;
    private byte last;
    private @Nullable SmtpRefusal refusal;
    private @Nullable RuntimeException fault;

    /** @param ending writes what the sink still holds */
    MessageBody(Incoming incoming, OutputStream sink, Step ending, long maxSize) {
        this.incoming = incoming;
        this.sink = sink;
        this.ending = ending;
        this.maxSize = maxSize;
    }

    /** How many came so far, dots and chunks taken off. */
    long octets() {
        return octets;
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    /** Never throws: what the sink threw is told at the end. */
    @Override
    public void write(byte[] block, int offset, int length) {
        octets += length;
        if (isSpoiled()) {
            return;
        }
        if (octets > maxSize) {
            spoil(Answer.MESSAGE_TOO_BIG.refusal(maxSize));
        } else if (!isText(block, offset, length)) {
            spoil(Answer.LINE_ENDS.refusal());
        } else {
            keep(() -> sink.write(block, offset, length));
        }
    }

    /** Has what came so far kept; as with {@link #write}, what goes wrong is told at the end. */
    @Override
    public void flush() {
        if (!isSpoiled()) {
            keep(sink::flush);
        }
    }

    /**
     * @throws SmtpRefusal what is wrong with the octets so far
     * @throws RuntimeException what went wrong with keeping them
     */
    void check() throws SmtpRefusal {
        if (refusal != null) {
            throw refusal;
        }
        if (fault != null) {
            throw fault;
        }
    }

    /**
     * The end: {@link Incoming#commit()}.
     *
     * @throws SmtpRefusal as {@link #check()}, or as the commit does
     */
    String commit() throws SmtpRefusal {
        check();
        if (last == '\r') {
            throw Answer.LINE_ENDS.refusal();
        }
        try {
            ending.run();
            return incoming.commit();
        } catch (IOException e) {
            throw new UncheckedIOException("the commit", e);
        }
    }

    private void keep(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            spoil(new UncheckedIOException("the body", e));
        } catch (RuntimeException e) {
            spoil(e);
        }
    }

    private boolean isSpoiled() {
        return refusal != null || fault != null;
    }

    private void spoil(SmtpRefusal why) {
        refusal = why;
        incoming.close();
    }

    private void spoil(RuntimeException why) {
        fault = why;
        incoming.close();
    }

    /** Whether CR and LF come in pairs only, and no NUL comes. */
    private boolean isText(byte[] block, int offset, int length) {
        int end = offset + length;
        byte before = last;
        for (int i = offset; i < end; i++) {
            byte octet = block[i];
            if (octet == 0 || (octet == '\n') != (before == '\r')) {
                return false;
            }
            before = octet;
            if (octet == '\n') {
                i = special(block, i + 1, end) - 1;
            }
        }
        last = length > 0 ? block[end - 1] : last;
        return true;
    }

    /** Where the next octet is that may be wrong, NUL to CR; the text of a line is passed here. */
    private static int special(byte[] block, int from, int end) {
        int at = from;
        while (at < end && (block[at] & 0xff) > '\r') {
            at++;
        }
        return at;
    }
}
