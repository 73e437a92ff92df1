package fr.pli.wire;

import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** How many are in, by a key of equal ones. Keys without anybody take no memory. */
final class Crowd<K> {

    private final ConcurrentHashMap<K, Integer> inside = new ConcurrentHashMap<>();
    private final int limit;

    Crowd(int limit) {
        this.limit = limit;
    }

    /** Counts one in, unless the key is full. */
    boolean enter(K key) {
        if (Objects.requireNonNull(inside.merge(key, 1, Integer::sum)) > limit) {
            leave(key);
            return false;
        }
        return true;
    }

    /** Counts one out. */
    void leave(K key) {
        inside.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
    }
}
