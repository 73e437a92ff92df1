package fr.pli.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The octets of a message on their way to its {@link Incoming}. The first thing that is wrong with them spoils it: what was held is
 * given back at once, what still comes is counted and dropped, and the end says why.
 *
 * <p>Wrong are a CR or LF that stands alone, NUL (RFC 5322 section 2.3, RFC 5321 section 2.3.8), one octet more than the greatest
 * size (RFC 1870 section 6.3) or than a line may have, and a hundred servers on the way (RFC 5321 section 6.3). See
 * docs/decisions/0701 and 0703.
 */
final class MessageBody extends OutputStream {

    /** Something done with the sink. */
    interface Step {
        void run() throws IOException;
    }

    /** Received fields that tell of a message that goes round (RFC 5321 section 6.3: 100 at least). */
    static final int MOST_HOPS = 100;

    private final Incoming incoming;
    private final OutputStream sink;
    private final Step ending;
    private final long maxSize;
    private final int longestLine;
    private final HopCount hops = new HopCount();
    private long octets;
    private long lineBegin;
    private boolean lineIsTooLong;
    private byte last;
    private @Nullable SmtpRefusal refusal;
    private @Nullable RuntimeException fault;

    /**
     * @param ending writes what the sink still holds
     * @param longestLine in octets, its end left out
     */
    MessageBody(Incoming incoming, OutputStream sink, Step ending, long maxSize, int longestLine) {
        this.incoming = incoming;
        this.sink = sink;
        this.ending = ending;
        this.maxSize = maxSize;
        this.longestLine = longestLine;
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
        if (octets > maxSize && octets - length <= maxSize && fault == null) {
            spoil(Answer.MESSAGE_TOO_BIG.refusal(
                    maxSize)); // whatever was wrong before: this is what its sender must know first
        } else if (!isSpoiled()) {
            judge(block, offset, length);
        }
    }

    private void judge(byte[] block, int offset, int length) {
        hops.take(block, offset, length);
        if (!isText(block, offset, length)) {
            spoil(Answer.LINE_ENDS.refusal());
        } else if (lineIsTooLong) {
            spoil(Answer.LINE_OF_MESSAGE_TOO_LONG.refusal());
        } else if (hops.hops() >= MOST_HOPS) {
            spoil(Answer.TOO_MANY_HOPS.refusal());
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

    /** Whether CR and LF come in pairs only, and no NUL comes. Sees on the way how long the lines are. */
    private boolean isText(byte[] block, int offset, int length) {
        int end = offset + length;
        long base = octets - end; // of the message, where the block's first octet would be
        byte before = last;
        for (int i = offset; i < end; i++) {
            byte octet = block[i];
            if (octet == 0 || (octet == '\n') != (before == '\r')) {
                return false;
            }
            before = octet;
            if (octet == '\n') {
                lineIsTooLong |= base + i - 1 - lineBegin > longestLine;
                lineBegin = base + i + 1;
                i = special(block, i + 1, end) - 1;
            }
        }
        last = length > 0 ? block[end - 1] : last;
        lineIsTooLong |= octets - (last == '\r' ? 1 : 0) - lineBegin > longestLine;
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
