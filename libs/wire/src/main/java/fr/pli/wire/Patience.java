package fr.pli.wire;

import java.time.Duration;

/**
 * How long the peer may keep one direction of a connection waiting. Only time spent blocked counts, so a slow disk of ours never costs
 * a client its connection. One thread waits, the reaper looks.
 */
final class Patience {

    /** Octets that must travel within one patience. */
    static final int WINDOW = 64 * 1024;

    private static final long NOT_WAITING = Long.MAX_VALUE;

    private volatile long deadline = NOT_WAITING;
    private long limit;
    private long waited;
    private long since;
    private int left = WINDOW;

    Patience(Duration limit) {
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
        since = System.nanoTime();
        deadline = since + Math.max(0, limit - waited);
    }

    /** The thread goes on. */
    void stopWaiting() {
        deadline = NOT_WAITING;
        waited += System.nanoTime() - since;
    }

    boolean isSpent(long now) {
        long at = deadline;
        return at != NOT_WAITING && now - at >= 0;
    }
}
