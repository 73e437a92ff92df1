package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.Span;
import fr.pli.tls.Lookups.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LookupsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final MovableClock clock = new MovableClock(Instant.now());
    private final Lookups<String, Integer> lookups = new Lookups<>("test", 100, clock);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void answer_is_remembered_for_as_long_as_it_says() throws Exception {
        assertThat(lookups.join("a", counting(LONG), LONG)).contains(1);
        assertThat(lookups.join("a", counting(LONG), LONG)).contains(1);
        assertThat(lookups.remembered("a")).contains(1);
        assertThat(lookups.remembered("b")).isEmpty();

        clock.forward(LONG);

        assertThat(lookups.remembered("a")).isEmpty();
        assertThat(lookups.join("a", counting(LONG), LONG)).contains(2);
    }

    @Test
    void answer_without_a_life_is_looked_up_each_time() throws Exception {
        assertThat(lookups.join("a", counting(Duration.ZERO), LONG)).contains(1);
        assertThat(lookups.remembered("a")).isEmpty();
        assertThat(lookups.join("a", counting(Duration.ZERO), LONG)).contains(2);
    }

    @Test
    void all_who_ask_at_once_get_one_answer() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Callable<Optional<Integer>> asker = () -> lookups.join("a", waitingFor(gate), LONG);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<Integer>>> askers =
                    IntStream.range(0, 20).mapToObj(_ -> threads.submit(asker)).toList();
            Awaitility.await().until(() -> asked.get() == 1);
            gate.countDown();
            for (Future<Optional<Integer>> one : askers) {
                assertThat(one.get()).isPresent();
            }
        }
        assertThat(lookups.remembered("a")).contains(asked.get());
    }

    @Test
    void whoever_has_no_patience_leaves_and_the_answer_is_there_for_the_next() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        assertThat(lookups.join("a", waitingFor(gate), Duration.ofMillis(1))).isEmpty();
        gate.countDown();
        assertThat(lookups.join("a", counting(LONG), LONG)).contains(1);
    }

    @Test
    void start_waits_for_nobody() {
        CountDownLatch gate = new CountDownLatch(1);
        lookups.start("a", waitingFor(gate));
        assertThat(lookups.remembered("a")).isEmpty();
        gate.countDown();
        Awaitility.await().until(() -> lookups.remembered("a").isPresent());
    }

    @Test
    void lookup_that_ends_in_an_error_is_told_and_leaves_nobody_waiting() throws Exception {
        for (Throwable broken : List.of(new StackOverflowError("of a test"), new IllegalStateException("of a test"))) {
            assertThatThrownBy(() -> lookups.join("a", () -> sneak(broken), LONG))
                    .isInstanceOf(ExecutionException.class)
                    .hasCause(broken);
        }
        assertThat(lookups.join("a", counting(LONG), LONG)).contains(1);
    }

    @Test
    void interrupted_thread_stays_so() throws Exception {
        Thread.currentThread().interrupt();
        assertThat(lookups.join("a", waitingFor(new CountDownLatch(1)), LONG)).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void no_more_than_the_bound_is_remembered() {
        IntStream.range(0, 1_000).forEach(n -> lookups.remember("k" + n, n, Span.of(clock.instant(), LONG)));
        assertThat(IntStream.range(0, 1_000)
                        .filter(n -> lookups.remembered("k" + n).isPresent()))
                .hasSize(100);
    }

    private Supplier<Found<Integer>> counting(Duration life) {
        return () -> new Found<>(asked.incrementAndGet(), Span.of(clock.instant(), life));
    }

    private Supplier<Found<Integer>> waitingFor(CountDownLatch gate) {
        return () -> {
            Found<Integer> found = counting(LONG).get();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return found;
        };
    }

    private static Found<Integer> sneak(Throwable broken) {
        if (broken instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) broken;
    }
}
