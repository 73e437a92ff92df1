package fr.pli.wire;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long the peer may keep one direction of a connection waiting. Only time spent blocked counts, so a slow disk of ours never costs
 * a client its connection. One thread waits, the reaper looks.
 */
final class Patience {

    /** Octets that must travel within one patience. */
    static final int WINDOW = 64 * 1024;

    private static final long NOT_WAITING = Long.MAX_VALUE;

    private final LongSupplier nanoTime;
    private volatile long deadline = NOT_WAITING;
    private long limit;
    private long waited;
    private long since;
    private int left = WINDOW;

    Patience(Duration limit) {
        this(limit, System::nanoTime);
    }

    Patience(Duration limit, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        set(limit);
    }

    void set(Duration limit) {
        this.limit = limit.toNanos();
    }

    /** A new line or a new window begins: what was waited before is forgiven. */
    void restart() {
        waited = 0;
        left = WINDOW;
    }

    /** That many octets travelled; the next window begins when one is full. */
    void travelled(int octets) {
        left -= octets;
        if (left <= 0) {
            restart();
        }
    }

    /** The thread is about to block. */
    void startWaiting() {
        since = nanoTime.getAsLong();
        deadline = since + Math.max(0, limit - waited);
    }

    /** The thread goes on. */
    void stopWaiting() {
        deadline = NOT_WAITING;
        waited += nanoTime.getAsLong() - since;
    }

    boolean isSpent(long now) {
        long at = deadline;
        return at != NOT_WAITING && now - at >= 0;
    }
}
