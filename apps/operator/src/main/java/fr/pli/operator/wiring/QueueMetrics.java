package fr.pli.operator.wiring;

import fr.pli.exchange.ListeBlancheKeeper;
import fr.pli.exchange.ListeBlancheState;
import fr.pli.exchange.TrustSpace;
import fr.pli.mss.ListeBlanche;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.store.Queue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** How the queue and the liste blanche stand, asked when the metrics are fetched. */
@Component
class QueueMetrics implements MeterBinder {

    private final Queue queue;
    private final TrustSpace trust;

    QueueMetrics(Queue queue, TrustSpace trust) {
        this.queue = queue;
        this.trust = trust;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "pli.queue.recipients", Queue.Standing::recipients);
        gauge(registry, "pli.queue.domains", Queue.Standing::domains);
        gauge(
                registry,
                "pli.queue.oldest.seconds",
                standing -> standing.oldest().toSeconds());
        trust.keeper().ifPresent(keeper -> {
            Gauge.builder("pli.liste-blanche.domains", keeper, QueueMetrics::domains)
                    .register(registry);
            Gauge.builder("pli.liste-blanche.age.seconds", keeper, QueueMetrics::age)
                    .register(registry);
            Gauge.builder("pli.liste-blanche.alarm", keeper, one -> one.state().alarm() ? 1 : 0)
                    .register(registry);
        });
    }

    private void gauge(MeterRegistry registry, String name, ToDoubleFunction<Queue.Standing> figure) {
        Gauge.builder(name, queue, one -> {
                    try {
                        return figure.applyAsDouble(one.standing());
                    } catch (StoreUnavailableException e) {
                        return Double.NaN; // not known: the health of the database says why
                    }
                })
                .register(registry);
    }

    private static double domains(ListeBlancheKeeper keeper) {
        return keeper.current().map(ListeBlanche::domains).map(Set::size).orElse(0);
    }

    private static double age(ListeBlancheKeeper keeper) {
        ListeBlancheState state = keeper.state();
        return Duration.between(state.checked(), Instant.now()).toSeconds();
    }
}
