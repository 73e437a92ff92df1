package fr.pli.operator.rules;

import fr.pli.mss.MssAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Wrong passwords of each BAL, whoever tries them from wherever: after so many no more are judged for a while. Whoever knows the right one may
 * then have to come again.
 */
final class Guesses {

    private static final int MOST = 20;
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final InstantSource clock;
    private final Map<MssAddress, Integer> wrong = new HashMap<>();
    private Instant end;

    Guesses(InstantSource clock) {
        this.clock = clock;
        this.end = clock.instant().plus(WINDOW);
    }

    /** Takes one of the guesses that are left, before the password is judged: however many come at once, no more are. @return false if none is left */
    synchronized boolean take(MssAddress bal) {
        if (!clock.instant().isBefore(end)) {
            wrong.clear();
            end = clock.instant().plus(WINDOW);
        }
        int taken = wrong.getOrDefault(bal, 0);
        if (taken >= MOST) {
            return false;
        }
        wrong.put(bal, taken + 1);
        return true;
    }

    /** It was no guess: the password was right, or nobody could judge it. */
    synchronized void giveBack(MssAddress bal) {
        wrong.computeIfPresent(bal, (_, taken) -> taken == 1 ? null : taken - 1);
    }
}
