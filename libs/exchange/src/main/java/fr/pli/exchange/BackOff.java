package fr.pli.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which servers and domains failed, how often in a row, and until when they are left alone: twice as long each time, up to a bound, a tenth
 * more or less so that not all come back at once. Safe from any thread; a node knows only its own.
 */
final class BackOff {

    private static final int MOST_DOUBLINGS = 20;

    private record Failures(int inARow, Instant until) {}

    private final Duration first;
    private final Duration longest;
    private final InstantSource clock;
    private final Map<String, Failures> failing = new ConcurrentHashMap<>();

    BackOff(Duration first, Duration longest, InstantSource clock) {
        this.first = first;
        this.longest = longest;
        this.clock = clock;
    }

    /** When the n-th try failed, when is the next? */
    Instant after(int failures) {
        Duration doubled = first.multipliedBy(1L << Math.clamp(failures - 1L, 0, MOST_DOUBLINGS));
        Duration bounded = doubled.compareTo(longest) < 0 ? doubled : longest;
        double jitter = ThreadLocalRandom.current().nextDouble(0.9, 1.1);
        return clock.instant().plusMillis((long) (bounded.toMillis() * jitter));
    }

    /** It failed. @return until when it is left alone */
    Instant failed(String who) {
        return failing.merge(
                        who,
                        new Failures(1, after(1)),
                        (last, _) -> new Failures(last.inARow + 1, after(last.inARow + 1)))
                .until;
    }

    /** It works. */
    void worked(String who) {
        failing.remove(who);
    }

    /** Until when it is left alone; empty if it may be tried. */
    Optional<Instant> until(String who) {
        return Optional.ofNullable(failing.get(who)).map(Failures::until).filter(clock.instant()::isBefore);
    }

    /** Everybody may be tried again at once. */
    void forget() {
        failing.clear();
    }
}
