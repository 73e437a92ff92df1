package fr.pli.psc;

import fr.pli.mss.Span;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Spares everybody the wait for a PSC that is out: after five failures in a row nobody asks for five seconds, then one does. Decision 0403.
 */
final class CircuitBreaker {

    private static final int FAILURES = 5;
    private static final Duration REST = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final PscListener listener;
    private BreakerState state = BreakerState.CLOSED;
    private int failures;
    private Span rest = Span.OVER;

    CircuitBreaker(InstantSource clock, PscListener listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /** May this one ask? Whoever may must tell of the outcome. */
    synchronized boolean mayAsk() {
        return switch (state) {
            case CLOSED -> true;
            case HALF_OPEN -> false;
            case OPEN -> {
                boolean rested = !rest.covers(clock.instant());
                if (rested) {
                    become(BreakerState.HALF_OPEN);
                }
                yield rested;
            }
        };
    }

    synchronized void answered() {
        failures = 0;
        if (state != BreakerState.CLOSED) {
            become(BreakerState.CLOSED);
        }
    }

    synchronized void failed() {
        failures++;
        if (state == BreakerState.HALF_OPEN || (state == BreakerState.CLOSED && failures >= FAILURES)) {
            rest = Span.of(clock.instant(), REST);
            become(BreakerState.OPEN);
        }
    }

    private void become(BreakerState other) {
        state = other;
        listener.breaker(other);
    }
}
