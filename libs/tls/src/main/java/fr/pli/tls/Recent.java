package fr.pli.tls;

import fr.pli.mss.Span;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values that are good for a while, the least asked for thrown out when there are too many. Safe from any thread. */
final class Recent<K, V> {

    private record Kept<V>(V value, Span life) {}

    private final Clock clock;
    private final Map<K, Kept<V>> kept;

    Recent(int most, Clock clock) {
        this.clock = clock;
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Kept<V>> eldest) {
                return size() > most;
            }
        };
    }

    Optional<V> get(K key) {
        synchronized (kept) {
            Kept<V> found = kept.get(key);
            return found != null && found.life().covers(clock.instant())
                    ? Optional.of(found.value())
                    : Optional.empty();
        }
    }

    void put(K key, V value, Span life) {
        synchronized (kept) {
            kept.put(key, new Kept<>(value, life));
        }
    }
}
