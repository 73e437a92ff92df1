package fr.pli.operator.wiring;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether PSC answers, by what the last login met: a probe asks it nothing. Out of reach, it degrades every node and takes none away. */
@Component
class PscHealthIndicator implements HealthIndicator {

    /** Something that clients feel and no restart mends. */
    static final String DEGRADED = "DEGRADED";

    private final OperatorMetrics metrics;

    PscHealthIndicator(OperatorMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public Health health() {
        Health.Builder health = metrics.pscAnswers() ? Health.up() : Health.status(DEGRADED);
        return health.withDetail("breaker", metrics.breaker()).build();
    }
}
