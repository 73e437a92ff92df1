package fr.pli.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.pli.postgres.Database;
import fr.pli.postgres.Duties;
import fr.pli.postgres.Duties.Outcome;
import fr.pli.postgres.Duty;
import fr.pli.postgres.Schedule;
import fr.pli.postgres.TestPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes with one table of duties, which the migrations of this module make. */
class DutiesTest {

    private static final Duty ALWAYS = new Duty("always", new Schedule.Every(Duration.ZERO));
    private static final Duty HOURLY = new Duty("hourly", new Schedule.Every(Duration.ofHours(1)));
    private static final Duty DAILY = new Duty("daily", new Schedule.Daily(LocalTime.MIDNIGHT, ZoneOffset.UTC));

    private final TestPostgres postgres = TestPostgres.fresh();
    private final Database first = postgres.open();
    private final Database second = postgres.open();
    private final Duties one = new Duties(first, "one");
    private final Duties two = new Duties(second, "two");

    @AfterEach
    void close() {
        one.close();
        two.close();
        first.close();
        second.close();
    }

    @Test
    void while_a_node_is_at_it_no_other_is_and_no_other_thread() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Outcome> busy = CompletableFuture.supplyAsync(() -> one.run(ALWAYS, _ -> {
            begun.countDown();
            end.await();
        }));
        begun.await();
        assertThat(two.run(ALWAYS, _ -> {})).isEqualTo(Outcome.ELSEWHERE);
        assertThat(two.runNow(ALWAYS, _ -> {})).isEqualTo(Outcome.ELSEWHERE);
        assertThat(one.run(ALWAYS, _ -> {})).isEqualTo(Outcome.ELSEWHERE);
        assertThat(two.run(new Duty("another", ALWAYS.schedule()), _ -> {})).isEqualTo(Outcome.DONE);
        end.countDown();
        assertThat(busy.get()).isEqualTo(Outcome.DONE);
        assertThat(two.run(ALWAYS, _ -> {})).isEqualTo(Outcome.DONE);
    }

    @Test
    void what_one_node_has_done_the_other_does_not_do_again_until_it_is_due() throws Exception {
        postgres.run("INSERT INTO duty (name, since) VALUES ('hourly', now() - interval '2 hours')");
        assertThat(one.run(HOURLY, _ -> {})).isEqualTo(Outcome.DONE);
        assertThat(two.run(HOURLY, _ -> {})).isEqualTo(Outcome.NOT_DUE);
        postgres.run("UPDATE duty SET succeeded_at = succeeded_at - interval '1 hour'");
        assertThat(two.run(HOURLY, _ -> {})).isEqualTo(Outcome.DONE);
        assertThat(one.standing()).extracting(Duties.Standing::node).containsExactly("two");
    }

    @Test
    void what_was_missed_is_made_up_for_and_told_since_when() throws Exception {
        assertThat(one.run(DAILY, _ -> {})).as("heard of for the first time").isEqualTo(Outcome.NOT_DUE);
        postgres.run("UPDATE duty SET succeeded_at = now() - interval '3 days'");
        List<Instant> covered = new ArrayList<>();
        assertThat(two.run(DAILY, run -> covered.add(run.covered()))).isEqualTo(Outcome.DONE);
        assertThat(covered.getFirst()).isBefore(Instant.now().minus(Duration.ofDays(2)));
        assertThat(one.run(DAILY, _ -> {})).isEqualTo(Outcome.NOT_DUE);
    }

    @Test
    void what_failed_is_told_and_tried_again_and_covers_the_same_time() throws Exception {
        postgres.run("INSERT INTO duty (name, since, succeeded_at) VALUES ('daily', now(), now() - interval '3 days')");
        assertThat(one.run(DAILY, _ -> {
                    throw new IOException("disque plein");
                }))
                .isEqualTo(Outcome.FAILED);
        Duties.Standing standing = two.standing().getFirst();
        assertThat(standing.failures()).isEqualTo(1);
        assertThat(standing.failure()).contains("disque plein");
        assertThat(two.run(DAILY, _ -> {})).as("a minute has not passed").isEqualTo(Outcome.NOT_DUE);
        postgres.run("UPDATE duty SET ended_at = ended_at - interval '61 seconds'");
        List<Instant> covered = new ArrayList<>();
        assertThat(two.run(DAILY, run -> covered.add(run.covered()))).isEqualTo(Outcome.DONE);
        assertThat(covered.getFirst()).isBefore(Instant.now().minus(Duration.ofDays(2)));
        assertThat(one.standing().getFirst().failures()).isZero();
    }

    @Test
    void a_node_that_lost_its_connection_takes_the_lock_anew() throws Exception {
        assertThat(one.run(ALWAYS, _ -> {})).isEqualTo(Outcome.DONE);
        postgres.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pli-duties'");
        await().until(() -> one.run(ALWAYS, _ -> {}) == Outcome.DONE);
    }
}
