package fr.pli.tls;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Slow look-ups, one at a time for each key: whoever asks meanwhile gets the same answer. A look-up goes on when nobody waits any more. */
final class Flights<K, V> {

    private final Map<K, CompletableFuture<V>> flying = new ConcurrentHashMap<>();

    /**
     * Starts the look-up unless one is under way, and waits for it.
     *
     * @param work must not throw
     * @return empty if it takes longer than {@code patience}
     */
    Optional<V> join(K key, Supplier<V> work, Duration patience) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> flight = flying.putIfAbsent(key, mine);
        if (flight == null) {
            flight = mine;
            Thread.ofVirtual().name("tls-lookup").start(() -> {
                try {
                    mine.complete(work.get());
                } catch (RuntimeException | Error e) {
                    mine.completeExceptionally(e);
                    throw e;
                } finally {
                    flying.remove(key, mine);
                }
            });
        }
        try {
            return Optional.of(flight.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look-up broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
