package fr.pli.psc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what the validator told. */
final class Heard implements PscListener {

    final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    final List<BreakerState> states = new CopyOnWriteArrayList<>();

    @Override
    public void asked(Outcome outcome, Duration time) {
        outcomes.add(outcome);
    }

    @Override
    public void breaker(BreakerState state) {
        states.add(state);
    }
}
