package fr.pli.imap;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * The time of one search: it ends after a limit. Searches take turns on all processors but one, some milliseconds each, so that sessions that have
 * little to do find one: nothing takes a processor from a virtual thread that does not block.
 */
final class SearchTime implements AutoCloseable {

    private static final long TURN_NANOS = 5_000_000;
    private static final Semaphore PLACES =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), true);

    private final Duration limit;
    private final long begin = System.nanoTime();
    private long turn;

    /** It has run out. */
    static final class RunOutException extends IOException {
        RunOutException(Duration limit) {
            super("longer than " + limit.toMillis() + " ms");
        }
    }

    /** Begins now, and waits for a place. */
    SearchTime(Duration limit) {
        this.limit = limit;
        take();
    }

    /** To be asked often: whoever waits is let in. */
    void check() throws RunOutException {
        long now = System.nanoTime();
        if (now - begin > limit.toNanos()) {
            throw new RunOutException(limit);
        }
        if (now - turn > TURN_NANOS && PLACES.hasQueuedThreads()) {
            PLACES.release();
            take();
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

    /** Gives the place back. */
    @Override
    public void close() {
        PLACES.release();
    }

    private void take() {
        PLACES.acquireUninterruptibly();
        turn = System.nanoTime();
    }
}
