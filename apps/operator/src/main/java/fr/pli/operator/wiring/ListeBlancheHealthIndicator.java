package fr.pli.operator.wiring;

import fr.pli.exchange.ListeBlancheState;
import fr.pli.exchange.TrustSpace;
import fr.pli.mss.ListeBlanche;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the liste blanche is there and current. Without one configured there is nothing to say. */
@Component
class ListeBlancheHealthIndicator implements HealthIndicator {

    private final TrustSpace trust;

    ListeBlancheHealthIndicator(TrustSpace trust) {
        this.trust = trust;
    }

    @Override
    public Health health() {
        if (trust.keeper().isEmpty()) {
            return Health.up().withDetail("exchange", "off").build();
        }
        ListeBlancheState state = trust.keeper().get().state();
        Health.Builder health = state.alarm() ? Health.status(PscHealthIndicator.DEGRADED) : Health.up();
        return health.withDetail(
                        "generated", state.list().map(ListeBlanche::generated).orElse(Instant.EPOCH))
                .withDetail("checked", state.checked())
                .withDetail("sha256", state.digest())
                .withDetail("failure", state.failure())
                .build();
    }
}
