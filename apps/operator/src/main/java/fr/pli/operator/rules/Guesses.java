package fr.pli.operator.rules;

import fr.pli.mss.MssAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Wrong passwords of each BAL, whoever tries them from wherever: after so many no more are judged for a while. Whoever knows the right one may
 * then have to come again.
 */
final class Guesses {

    private static final int MOST = 20;
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final InstantSource clock;
    private final Map<MssAddress, Integer> wrong = new ConcurrentHashMap<>();
    private Instant end;

    Guesses(InstantSource clock) {
        this.clock = clock;
        this.end = clock.instant().plus(WINDOW);
    }

    /** Whether another password is judged now. */
    synchronized boolean mayGuess(MssAddress bal) {
        if (!clock.instant().isBefore(end)) {
            wrong.clear();
            end = clock.instant().plus(WINDOW);
        }
        return wrong.getOrDefault(bal, 0) < MOST;
    }

    /** That one was wrong. */
    void wrong(MssAddress bal) {
        wrong.merge(bal, 1, Integer::sum);
    }
}
