package fr.pli.store;

import fr.pli.mss.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The BAL that another node was seen to have locked a moment ago: deliveries to them are not tried again at once, so that those to others, which
 * share a statement with them, do not wait with each.
 */
final class LockedElsewhere {

    private static final long LIFE = Duration.ofSeconds(1).toNanos();

    private record Seen(long since, StoreUnavailableException failure) {}

    private final LongSupplier nanos;
    private final Map<Long, Seen> seen = new ConcurrentHashMap<>();

    /** @param nanos the time, as {@link System#nanoTime()} tells it */
    LockedElsewhere(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** This delivery met the lock. */
    void add(Deposit deposit, StoreUnavailableException failure) {
        long now = nanos.getAsLong();
        deposit.bals().forEach(bal -> seen.put(bal, new Seen(now, failure)));
    }

    /** @throws StoreUnavailableException as the delivery failed that met the lock, if one of these goes to such a BAL */
    void check(List<Deposit> group) {
        if (seen.isEmpty()) {
            return;
        }
        long now = nanos.getAsLong();
        seen.values().removeIf(each -> now - each.since >= LIFE);
        for (Deposit deposit : group) {
            for (long bal : deposit.bals()) {
                Seen lock = seen.get(bal);
                if (lock != null) {
                    throw lock.failure;
                }
            }
        }
    }
}
