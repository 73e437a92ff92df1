package fr.pli.operator.wiring;

import fr.pli.mss.StoreUnavailableException;
import fr.pli.postgres.Duties;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** When each duty last succeeded, on whatever node, and what the last run failed of. */
@Component
class DutiesHealthIndicator implements HealthIndicator {

    /** A run that failed once is tried again within a minute or two. */
    private static final int MANY = 2;

    private final Duties duties;

    DutiesHealthIndicator(Duties duties) {
        this.duties = duties;
    }

    @Override
    public Health health() {
        try {
            List<Duties.Standing> all = duties.standing();
            boolean failing = all.stream().anyMatch(duty -> duty.failures() >= MANY);
            Health.Builder health = failing ? Health.status(PscHealthIndicator.DEGRADED) : Health.up();
            all.forEach(duty -> health.withDetail(
                    duty.name(),
                    Map.of(
                            "succeeded",
                            duty.succeeded().map(Object::toString).orElse(""),
                            "failures",
                            duty.failures(),
                            "failure",
                            duty.failure(),
                            "node",
                            duty.node())));
            return health.build();
        } catch (StoreUnavailableException e) {
            return Health.unknown()
                    .withDetail("failure", "database out of reach")
                    .build();
        }
    }
}
