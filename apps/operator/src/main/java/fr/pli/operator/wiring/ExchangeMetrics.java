package fr.pli.operator.wiring;

import fr.pli.exchange.ListeBlancheListener;
import fr.pli.exchange.RelayListener;
import fr.pli.mss.ListeBlanche;
import fr.pli.smtp.RelayException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What is counted of the exchange with other operators. No label ever holds an address. */
@Component
class ExchangeMetrics implements ListeBlancheListener, RelayListener {

    private static final List<String> REFUSALS = List.of("unreachable", "unreadable", "older", "shrunk", "disk");
    private static final List<String> CHANGES = List.of("added", "removed", "changed");
    private static final List<String> OUTCOMES = List.of("relayed", "returned", "deferred");

    private final MeterRegistry registry;

    ExchangeMetrics(MeterRegistry registry) {
        this.registry = registry;
        // what never happened shows as 0, so that an alarm has something to look at
        REFUSALS.forEach(this::refusals);
        OUTCOMES.forEach(this::outcome);
        CHANGES.forEach(kind -> changes(kind, 0));
        for (RelayException.Reason reason : RelayException.Reason.values()) {
            failures(reason);
        }
        registry.counter("pli.relay.notices.lost");
    }

    @Override
    public void taken(ListeBlanche list, ListeBlanche.Change change) {
        changes("added", change.added().size());
        changes("removed", change.removed().size());
        changes("changed", change.changed().size());
    }

    @Override
    public void refused(String reason) {
        refusals(reason).increment();
    }

    @Override
    public void relayed() {
        outcome("relayed").increment();
    }

    @Override
    public void returned() {
        outcome("returned").increment();
    }

    @Override
    public void deferred() {
        outcome("deferred").increment();
    }

    @Override
    public void failed(RelayException.Reason reason) {
        failures(reason).increment();
    }

    @Override
    public void noticeLost() {
        registry.counter("pli.relay.notices.lost").increment();
    }

    private void changes(String kind, int domains) {
        registry.counter("pli.liste-blanche.changes", "kind", kind).increment(domains);
    }

    private Counter refusals(String reason) {
        return registry.counter("pli.liste-blanche.refused", "reason", reason);
    }

    private Counter outcome(String outcome) {
        return registry.counter("pli.relay.recipients", "outcome", outcome);
    }

    private Counter failures(RelayException.Reason reason) {
        String word = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return registry.counter("pli.relay.failures", "reason", word);
    }
}
