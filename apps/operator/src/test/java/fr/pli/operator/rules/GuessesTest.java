package fr.pli.operator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.MssAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GuessesTest {

    private static final MssAddress BAL = MssAddress.parse("marie@ch-a.mssante.fr");
    private Instant now = Instant.parse("2026-11-30T08:00:00Z");
    private final Guesses guesses = new Guesses(() -> now);

    @Test
    void of_many_at_once_no_more_are_judged_than_one_after_the_other() throws Exception {
        AtomicInteger judged = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            threads.add(Thread.ofVirtual().start(() -> judged.addAndGet(guesses.take(BAL) ? 1 : 0)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(judged).hasValue(20);
        assertThat(guesses.take(MssAddress.parse("paul@ch-a.mssante.fr"))).isTrue();
    }

    @Test
    void what_was_no_guess_is_given_back_and_a_new_window_begins_anew() {
        for (int i = 0; i < 100; i++) {
            assertThat(guesses.take(BAL)).isTrue();
            guesses.giveBack(BAL);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(guesses.take(BAL)).isTrue();
        }
        assertThat(guesses.take(BAL)).isFalse();
        now = now.plus(Duration.ofMinutes(15));
        assertThat(guesses.take(BAL)).isTrue();
    }
}
