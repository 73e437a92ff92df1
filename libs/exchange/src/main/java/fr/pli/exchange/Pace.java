package fr.pli.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many messages a minute a server is given by this node, evenly but for a second's worth at once. Safe from any thread. */
final class Pace {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Duration interval;
    private final InstantSource clock;
    private final Map<Routes.Host, Instant> next = new ConcurrentHashMap<>();

    /** @param aMinute 0 for no bound */
    Pace(int aMinute, InstantSource clock) {
        this.interval = aMinute == 0 ? Duration.ZERO : Duration.ofMinutes(1).dividedBy(aMinute);
        this.clock = clock;
    }

    /** Whether it may be given one now; if so, it counts. */
    boolean take(Routes.Host host) {
        if (interval.isZero()) {
            return true;
        }
        AtomicBoolean taken = new AtomicBoolean();
        Instant now = clock.instant();
        next.compute(host, (_, planned) -> {
            Instant due = planned == null || planned.isBefore(now) ? now : planned;
            taken.set(!due.isAfter(now.plus(AT_ONCE)));
            return taken.get() ? due.plus(interval) : planned;
        });
        return taken.get();
    }
}
