package fr.pli.psc;

import java.time.Duration;

/** Is told what the questions to PSC come to, for metrics. Called from several threads; must return at once and not throw. */
public interface PscListener {

    /** Does nothing. */
    PscListener NONE = new PscListener() {
        @Override
        public void asked(Outcome outcome, Duration time) {}

        @Override
        public void breaker(BreakerState state) {}
    };

    /** What a question came to. */
    enum Outcome {
        ACTIVE,
        INACTIVE,
        UNREACHABLE
    }

    /** PSC was asked about one token, the second try included. */
    void asked(Outcome outcome, Duration time);

    /** The circuit breaker changed. */
    void breaker(BreakerState state);
}
