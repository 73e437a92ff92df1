package fr.pli.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** The time that is left for something that may take long. */
final class Stopwatch {

    private final long begin = System.nanoTime();
    private final Duration limit;

    /** It has run out. */
    static final class RunOutException extends IOException {
        RunOutException(Duration limit) {
            super("longer than " + limit.toMillis() + " ms");
        }
    }

    /** Begins now. */
    Stopwatch(Duration limit) {
        this.limit = limit;
    }

    void check() throws RunOutException {
        if (System.nanoTime() - begin > limit.toNanos()) {
            throw new RunOutException(limit);
        }
    }

    /** {@code out}, but checked with each write, and not to be closed through this. */
    OutputStream over(OutputStream out) {
        return new OutputStream() {

            @Override
            public void write(int octet) throws IOException {
                check();
                out.write(octet);
            }

            @Override
            public void write(byte[] octets, int from, int count) throws IOException {
                check();
                out.write(octets, from, count);
            }
        };
    }
}
