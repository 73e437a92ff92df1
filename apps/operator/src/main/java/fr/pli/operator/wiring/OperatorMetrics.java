package fr.pli.operator.wiring;

import fr.pli.psc.BreakerState;
import fr.pli.psc.PscListener;
import fr.pli.tls.RevocationListener;
import fr.pli.tls.RevocationMethod;
import fr.pli.wire.ListenerEvents;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** What is counted of connections, and of those who are asked about tokens and certificates; docs/operator/README.md lists all metrics. */
@Component
public class OperatorMetrics implements ListenerEvents, PscListener, RevocationListener {

    /** Those that a {@link ListenerEvents} tells of. */
    private static final List<String> LIMITS = List.of("connections", "address", "proxy-header");

    private final MeterRegistry registry;
    private final Counter failures;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile BreakerState breaker = BreakerState.CLOSED;
    private volatile PscListener.Outcome lastOfPsc = PscListener.Outcome.ACTIVE;

    OperatorMetrics(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("pli.connections", connections);
        registry.gauge("pli.psc.breaker.open", this, metrics -> metrics.breaker == BreakerState.CLOSED ? 0 : 1);
        // what never happened shows as 0, so that an alarm has something to look at
        LIMITS.forEach(this::refusals);
        failures = registry.counter("pli.tls.handshakes.failed");
        for (PscListener.Outcome outcome : PscListener.Outcome.values()) {
            introspections(outcome);
        }
        for (RevocationMethod way : RevocationMethod.values()) {
            for (RevocationListener.Outcome outcome : RevocationListener.Outcome.values()) {
                revocations(way, outcome);
            }
        }
    }

    @Override
    public void opened() {
        connections.incrementAndGet();
    }

    @Override
    public void closed() {
        connections.decrementAndGet();
    }

    @Override
    public void refused(String limit) {
        refusals(limit).increment();
    }

    @Override
    public void handshake(String tls, Duration took) {
        registry.timer("pli.tls.handshakes", "tls", tls).record(took);
    }

    @Override
    public void handshakeFailed() {
        failures.increment();
    }

    @Override
    public void asked(PscListener.Outcome outcome, Duration time) {
        lastOfPsc = outcome;
        introspections(outcome).record(time);
    }

    @Override
    public void breaker(BreakerState state) {
        breaker = state;
    }

    /** Whether PSC is asked at all now. */
    BreakerState breaker() {
        return breaker;
    }

    /** Whether it is asked, and answered the last question. */
    public boolean pscAnswers() {
        return breaker == BreakerState.CLOSED && lastOfPsc != PscListener.Outcome.UNREACHABLE;
    }

    @Override
    public void asked(RevocationMethod way, RevocationListener.Outcome outcome, Duration time) {
        revocations(way, outcome).record(time);
    }

    private Counter refusals(String limit) {
        return registry.counter("pli.connections.refused", "limit", limit);
    }

    private Timer introspections(PscListener.Outcome outcome) {
        return registry.timer("pli.psc.introspection", "outcome", word(outcome));
    }

    private Timer revocations(RevocationMethod way, RevocationListener.Outcome outcome) {
        return registry.timer("pli.revocation", "way", word(way), "outcome", word(outcome));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
