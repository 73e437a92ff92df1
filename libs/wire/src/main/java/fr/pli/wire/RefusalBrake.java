package fr.pli.wire;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Slows the answers to refused authentications down where many come from one address. Whoever is granted is never slowed down, and the
 * first refusals are free, for one server of a SaaS vendor carries many BAL.
 */
public final class RefusalBrake {

    /** Addresses kept at most; beyond that new ones go free until others are forgiven. */
    private static final int MOST_ADDRESSES = 50_000;

    private static final Duration STEP = Duration.ofMillis(250);

    private record Count(double refusals, long at) {}

    private final int free;
    private final Duration forgiveness;
    private final Duration longest;
    private final LongSupplier nanoTime;
    private final AtomicLong swept;
    private final ConcurrentHashMap<Network, Count> counts = new ConcurrentHashMap<>();

    /**
     * @param free refusals without delay; each one beyond delays its answer by another quarter of a second
     * @param forgiveness after which one refusal is forgotten
     * @param longest delay
     */
    public RefusalBrake(int free, Duration forgiveness, Duration longest) {
        this(free, forgiveness, longest, System::nanoTime);
    }

    RefusalBrake(int free, Duration forgiveness, Duration longest, LongSupplier nanoTime) {
        this.free = free;
        this.forgiveness = forgiveness;
        this.longest = longest;
        this.nanoTime = nanoTime;
        swept = new AtomicLong(nanoTime.getAsLong());
    }

    /** Counts a refusal, and tells how long its answer shall wait. */
    public Duration refused(InetAddress address) {
        long now = nanoTime.getAsLong();
        Network network = Network.of(address);
        if (isFull(now) && !counts.containsKey(network)) {
            return Duration.ZERO;
        }
        Count count = counts.merge(network, new Count(1, now), (old, one) -> new Count(left(old, now) + 1, now));
        Duration delay = STEP.multipliedBy(Math.max(0, (long) count.refusals() - free));
        return delay.compareTo(longest) < 0 ? delay : longest;
    }

    private boolean isFull(long now) {
        if (counts.size() < MOST_ADDRESSES) {
            return false;
        }
        long last = swept.get();
        if (now - last >= forgiveness.toNanos() && swept.compareAndSet(last, now)) {
            counts.values().removeIf(count -> left(count, now) <= 0);
        }
        return counts.size() >= MOST_ADDRESSES;
    }

    /** Addresses that are remembered now. */
    int addresses() {
        return counts.size();
    }

    private double left(Count count, long now) {
        return Math.max(0, count.refusals() - (double) (now - count.at()) / forgiveness.toNanos());
    }
}
