package fr.pli.registry;

import fr.pli.mss.MssAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Remembers who may open a BAL: for a second after it was read, or after it was last confirmed that nobody has changed it. A change made on this node
 * counts at once, one made on another node within that second. A BAL that does not exist is not remembered. Decision 0806.
 */
final class AccessCache {

    private static final long LIFE = Duration.ofSeconds(1).toNanos();
    private static final int MOST = 25_000;

    private record Entry(BalAccess access, long since) {}

    private final LongSupplier nanos;
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();
    private long changes;
    private long confirmed;
    private boolean everConfirmed;

    /** @param nanos the time, as {@link System#nanoTime()} tells it */
    AccessCache(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** What is remembered, or else what {@code load} finds. */
    Optional<BalAccess> get(MssAddress address, Supplier<Optional<BalAccess>> load) {
        long now = nanos.getAsLong();
        long seen;
        synchronized (this) {
            Entry entry = entries.get(address.key());
            if (entry != null && (now - entry.since < LIFE || everConfirmed && now - confirmed < LIFE)) {
                return Optional.of(entry.access);
            }
            seen = changes;
        }
        Optional<BalAccess> loaded = load.get();
        loaded.ifPresent(access -> put(address.key(), new Entry(access, now), seen));
        return loaded;
    }

    /** Something has changed: what is being loaded at this moment may be of before, and is not remembered either. */
    synchronized void changed() {
        changes++;
        entries.clear();
    }

    /** These have changed. */
    synchronized void changed(Collection<Long> bals) {
        changes++;
        entries.values().removeIf(entry -> bals.contains(entry.access.bal().id()));
    }

    /** What is remembered was true at that time: whatever changed before it has been told by {@link #changed}. */
    synchronized void confirm(long at) {
        confirmed = at;
        everConfirmed = true;
    }

    private synchronized void put(String key, Entry entry, long seen) {
        if (changes != seen) {
            return;
        }
        entries.remove(key);
        entries.put(key, entry);
        while (entries.size() > MOST) {
            Map.Entry<String, Entry> eldest = entries.firstEntry();
            entries.remove(eldest.getKey());
        }
    }
}
