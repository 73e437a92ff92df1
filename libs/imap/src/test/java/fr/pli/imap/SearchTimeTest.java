package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SearchTimeTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void search_that_waits_gets_its_turn_from_one_that_runs_on() throws Exception {
        try (ExecutorService sessions = Executors.newVirtualThreadPerTaskExecutor()) {
            List<SearchTime> running = takeAllPlaces();
            CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(
                    () -> {
                        try (SearchTime _ = new SearchTime(LONG)) {
                            return true;
                        }
                    },
                    sessions);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!other.isDone() && System.nanoTime() < end) {
                for (SearchTime each : running) {
                    each.check();
                }
            }
            assertThat(other).isCompletedWithValue(true);
            running.forEach(SearchTime::close);
        }
    }

    @Test
    void search_ends_after_its_limit() {
        try (SearchTime time = new SearchTime(Duration.ZERO)) {
            assertThatThrownBy(time::check)
                    .isInstanceOf(SearchTime.RunOutException.class)
                    .hasMessage("longer than 0 ms");
        }
    }

    private static List<SearchTime> takeAllPlaces() {
        List<SearchTime> running = new ArrayList<>();
        for (int n = 0; n < Math.max(1, Runtime.getRuntime().availableProcessors() - 1); n++) {
            running.add(new SearchTime(LONG));
        }
        return running;
    }
}
