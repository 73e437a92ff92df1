package fr.pli.tls;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.pli.mss.Span;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Slow look-ups, one at a time for each key: whoever asks meanwhile gets the same answer, which is remembered for as long as it says. A look-up
 * runs on a thread of its own and goes on when nobody waits any more; one that breaks, by an {@link Error} too, is told to all who wait and is
 * forgotten. Safe from any thread.
 */
public final class Lookups<K, V> {

    /**
     * What was found.
     *
     * @param life how long it is remembered; {@link Span#OVER} for not at all
     */
    public record Found<V>(V value, Span life) {}

    private final String name;
    private final InstantSource clock;
    private final AsyncCache<K, Found<V>> answers;

    /**
     * @param name of the threads
     * @param most answers that are remembered; those that are least asked for are forgotten first
     */
    public Lookups(String name, int most, InstantSource clock) {
        this.name = name;
        this.clock = clock;
        this.answers = Caffeine.newBuilder()
                .maximumSize(most)
                .executor(Runnable::run) // of its own upkeep, which is short
                .buildAsync();
    }

    /** What is remembered. Never waits. */
    public Optional<V> remembered(K key) {
        CompletableFuture<Found<V>> answer = answers.getIfPresent(key);
        if (answer == null || answer.state() != CompletableFuture.State.SUCCESS) {
            return Optional.empty();
        }
        Found<V> found = answer.resultNow();
        if (found.life().covers(clock.instant())) {
            return Optional.of(found.value());
        }
        answers.asMap().remove(key, answer);
        return Optional.empty();
    }

    /** Remembers what was found in another way. */
    public void remember(K key, V value, Span life) {
        answers.put(key, CompletableFuture.completedFuture(new Found<>(value, life)));
    }

    /** Starts a look-up unless the answer is remembered or being looked up. Never waits. */
    public void start(K key, Supplier<Found<V>> work) {
        var _ = flight(key, work);
    }

    /**
     * The answer that is remembered, or the one that is being looked up, or that of a new look-up.
     *
     * @param patience how long to wait for it
     * @return empty if it takes longer, or this thread is interrupted, and stays so
     * @throws ExecutionException if the look-up broke, by whatever its cause is
     */
    public Optional<V> join(K key, Supplier<Found<V>> work, Duration patience) throws ExecutionException {
        try {
            return Optional.of(flight(key, work)
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .value());
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private CompletableFuture<Found<V>> flight(K key, Supplier<Found<V>> work) {
        Optional<V> known = remembered(key); // drops what is too old
        return known.map(value -> CompletableFuture.completedFuture(new Found<>(value, Span.OVER)))
                .orElseGet(() -> answers.get(key, (_, _) -> begin(key, work)));
    }

    private CompletableFuture<Found<V>> begin(K key, Supplier<Found<V>> work) {
        CompletableFuture<Found<V>> answer = new CompletableFuture<>();
        Thread.ofVirtual().name(name).start(() -> run(key, work, answer));
        return answer;
    }

    /** What is not remembered is taken out before anybody is told, so that nobody who was told finds it again. */
    private void run(K key, Supplier<Found<V>> work, CompletableFuture<Found<V>> answer) {
        try {
            Found<V> found = work.get();
            if (!found.life().covers(clock.instant())) {
                answers.asMap().remove(key, answer);
            }
            answer.complete(found);
        } catch (Throwable e) { // an Error too: else all who ask for this key would wait for ever
            answers.asMap().remove(key, answer);
            answer.completeExceptionally(e);
        }
    }
}
