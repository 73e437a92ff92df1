package fr.pli.operator.wiring;

import fr.pli.mss.StoreUnavailableException;
import fr.pli.operator.duties.DutyNames;
import fr.pli.postgres.Duties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** When each duty last succeeded, and how often it has failed since, asked when the metrics are fetched. */
@Component
class DutyMetrics implements MeterBinder {

    private final Duties duties;

    DutyMetrics(Duties duties) {
        this.duties = duties;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String name : DutyNames.ALL) {
            gauge(
                    registry,
                    "pli.duty.succeeded.seconds",
                    name,
                    duty -> duty.succeeded()
                            .map(Instant::getEpochSecond)
                            .map(Long::doubleValue)
                            .orElse(Double.NaN));
            gauge(registry, "pli.duty.failures", name, Duties.Standing::failures);
        }
    }

    private void gauge(MeterRegistry registry, String meter, String name, ToDoubleFunction<Duties.Standing> figure) {
        Gauge.builder(meter, duties, all -> {
                    try {
                        return all.standing().stream()
                                .filter(duty -> duty.name().equals(name))
                                .findAny()
                                .map(figure::applyAsDouble)
                                .orElse(Double.NaN);
                    } catch (StoreUnavailableException e) {
                        return Double.NaN; // not known: the health of the database says why
                    }
                })
                .tag("duty", name)
                .register(registry);
    }
}
