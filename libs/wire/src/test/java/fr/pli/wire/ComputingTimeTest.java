package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.wire.ComputingTime.Work;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** On one thread, since the places are of the whole process. */
class ComputingTimeTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final long NOTHING_IS_FREE = -1;

    @Test
    void work_that_waits_gets_its_turn_from_work_that_runs_on() throws Exception {
        try (ExecutorService sessions = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Work> running = takeAllPlaces();
            CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(
                    () -> {
                        try (Work _ = new ComputingTime(NOTHING_IS_FREE).begin(LONG)) {
                            return true;
                        }
                    },
                    sessions);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!other.isDone() && System.nanoTime() < end) {
                for (Work each : running) {
                    each.check();
                }
            }
            assertThat(other).isCompletedWithValue(true);
            running.forEach(Work::close);
        }
    }

    @Test
    void session_that_has_computed_little_does_not_wait() throws Exception {
        List<Work> running = takeAllPlaces();
        try (Work small = new ComputingTime(Long.MAX_VALUE).begin(LONG)) {
            small.check();
            assertThat(ComputingTime.freePlaces()).isZero();
        }
        running.forEach(Work::close);
    }

    @Test
    void work_that_waits_for_the_store_leaves_its_place_to_others_and_its_time_goes_on() throws Exception {
        int all = ComputingTime.freePlaces();
        try (Work work = new ComputingTime(NOTHING_IS_FREE).begin(LONG)) {
            OutputStream out = work.over(new OutputStream() {
                @Override
                public void write(int octet) {
                    assertThat(ComputingTime.freePlaces()).isEqualTo(all - 1);
                }
            });
            String read = work.aside(() -> {
                assertThat(ComputingTime.freePlaces()).isEqualTo(all);
                work.check();
                assertThat(ComputingTime.freePlaces()).isEqualTo(all);
                out.write(1);
                assertThat(ComputingTime.freePlaces()).isEqualTo(all);
                return "read";
            });
            assertThat(read).isEqualTo("read");
            assertThat(ComputingTime.freePlaces()).isEqualTo(all - 1);
        }
        assertThat(ComputingTime.freePlaces()).isEqualTo(all);
        try (Work late = new ComputingTime(NOTHING_IS_FREE).begin(Duration.ZERO)) {
            assertThatThrownBy(() -> late.aside(() -> {
                        late.check();
                        return "never";
                    }))
                    .isInstanceOf(ComputingTime.RunOutException.class);
        }
        assertThat(ComputingTime.freePlaces()).isEqualTo(all);
    }

    @Test
    void paused_work_leaves_its_place_to_others_and_takes_one_again() {
        int all = ComputingTime.freePlaces();
        try (Work work = new ComputingTime(NOTHING_IS_FREE).begin(LONG)) {
            assertThat(ComputingTime.freePlaces()).isEqualTo(all - 1);
            work.pause();
            work.pause();
            assertThat(ComputingTime.freePlaces()).isEqualTo(all);
            work.resume();
            work.resume();
            assertThat(ComputingTime.freePlaces()).isEqualTo(all - 1);
        }
        assertThat(ComputingTime.freePlaces()).isEqualTo(all);
    }

    @Test
    void work_without_a_place_takes_one_once_it_has_computed_enough() throws Exception {
        int all = ComputingTime.freePlaces();
        ComputingTime session = new ComputingTime(1);
        try (Work work = session.begin(LONG)) {
            work.check();
            assertThat(ComputingTime.freePlaces()).isEqualTo(all - 1);
        }
        assertThat(ComputingTime.freePlaces()).isEqualTo(all);
    }

    @Test
    void work_ends_after_its_limit() {
        try (Work work = new ComputingTime().begin(Duration.ZERO)) {
            assertThatThrownBy(work::check)
                    .isInstanceOf(ComputingTime.RunOutException.class)
                    .hasMessage("longer than 0 ms");
        }
    }

    private static List<Work> takeAllPlaces() {
        List<Work> running = new ArrayList<>();
        for (int n = ComputingTime.freePlaces(); n > 0; n--) {
            running.add(new ComputingTime(NOTHING_IS_FREE).begin(LONG));
        }
        return running;
    }
}
