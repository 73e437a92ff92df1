package fr.pli.wire;

import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** How many of something are open for each key, and at most may be. Keys of which none is open take no memory. */
final class PerKeyLimit<K> {

    private final ConcurrentHashMap<K, Integer> open = new ConcurrentHashMap<>();
    private final int limit;

    PerKeyLimit(int limit) {
        this.limit = limit;
    }

    /** Counts one more for the key. @return false, and it is not counted, if the key has as many as it may */
    boolean tryAcquire(K key) {
        if (Objects.requireNonNull(open.merge(key, 1, Integer::sum)) > limit) {
            release(key);
            return false;
        }
        return true;
    }

    /** Counts one less for the key. */
    void release(K key) {
        open.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
    }
}
