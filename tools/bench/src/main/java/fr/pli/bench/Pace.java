package fr.pli.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Moments at an even distance, shared by all who work at this pace. They do not wait for the work: who is late is given moments that have
 * passed, so that what queues up behind a slow answer counts as slow too.
 */
final class Pace {

    private final long distance;
    private final AtomicLong next;

    /** @param perSecond how many moments, in all */
    Pace(double perSecond) {
        this.distance = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        this.next = new AtomicLong(System.nanoTime());
    }

    /** Waits for the next moment. Returns it, by {@link System#nanoTime}. */
    long await() {
        long due = next.getAndAdd(distance);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return due;
    }
}
