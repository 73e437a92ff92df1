package fr.pli.psc;

import fr.pli.mss.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Something of PSC that rarely changes: fetched when first asked for, fetched again when old, kept when that fails. Whoever asks, there are 10 s
 * between two tries, and 1 s as long as there is nothing.
 */
final class Kept<T> {

    /** One fetch, which blocks. */
    interface Source<T> {
        T fetch() throws PscUnavailableException;
    }

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration PAUSE_WITHOUT = Duration.ofSeconds(1);

    private final Source<T> source;
    private final Duration life;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();

    private volatile @Nullable T value;
    private volatile Span fresh = Span.OVER;
    private volatile Instant attempted = Instant.MIN;
    private volatile @Nullable PscUnavailableException failure;

    Kept(Source<T> source, Duration life, InstantSource clock) {
        this.source = source;
        this.life = life;
        this.clock = clock;
    }

    /** @throws PscUnavailableException if it was never fetched and cannot be now */
    T get() throws PscUnavailableException {
        T now = value;
        if (now != null && fresh.covers(clock.instant())) {
            return now;
        }
        return now != null && fetching.isLocked() ? now : fetch(now);
    }

    /**
     * One that may be newer than {@code old}: fetched now, unless somebody just did or tried.
     *
     * @throws PscUnavailableException if the last attempt failed, so that nobody knows whether {@code old} is still what PSC says
     */
    T newerThan(T old) throws PscUnavailableException {
        T now = value;
        if (now != null && !now.equals(old)) {
            return now;
        }
        T got = fetch(old);
        PscUnavailableException failed = failure;
        if (failed != null) {
            throw new PscUnavailableException("last attempt: " + failed.getMessage(), failed);
        }
        return got;
    }

    /** Fetches, or after a failure or too early an attempt gives what there is. */
    private T fetch(@Nullable T old) throws PscUnavailableException {
        fetching.lock();
        try {
            T now = value;
            if (now != null && !now.equals(old)) {
                return now; // somebody else was faster
            }
            Duration pause = now == null ? PAUSE_WITHOUT : PAUSE;
            if (!Span.of(attempted, pause).covers(clock.instant())) {
                attempted = clock.instant();
                try {
                    now = source.fetch();
                    value = now;
                    fresh = Span.of(clock.instant(), life);
                    failure = null;
                } catch (PscUnavailableException e) {
                    failure = e;
                }
            }
            if (now != null) {
                return now;
            }
            throw new PscUnavailableException(
                    "never fetched yet; last attempt: " + (failure == null ? "none" : failure.getMessage()));
        } finally {
            fetching.unlock();
        }
    }
}
