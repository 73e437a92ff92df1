package fr.pli.store;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The BAL that had much room a moment ago: at RCPT TO, where a full one is only told early, they are not looked at again. The statement that takes
 * the message counts exactly.
 */
final class Roomy {

    /** Room that is not used up in {@link #LIFE}. */
    static final long MUCH = 1_000_000_000;

    private static final long LIFE = Duration.ofSeconds(10).toNanos();
    private static final int MOST = 10_000;

    private final LongSupplier nanos;
    private final Map<Long, Long> since = new LinkedHashMap<>();

    /** @param nanos the time, as {@link System#nanoTime()} tells it */
    Roomy(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether it is known to have room. */
    synchronized boolean has(long bal) {
        Long seen = since.get(bal);
        return seen != null && nanos.getAsLong() - seen < LIFE;
    }

    /** It was looked at, and has so many octets left. */
    synchronized void saw(long bal, long left) {
        since.remove(bal);
        if (left >= MUCH) {
            since.put(bal, nanos.getAsLong());
            if (since.size() > MOST) {
                since.remove(since.keySet().iterator().next());
            }
        }
    }
}
