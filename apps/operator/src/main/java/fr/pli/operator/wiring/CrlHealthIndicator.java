package fr.pli.operator.wiring;

import fr.pli.tls.CertificateCheck;
import fr.pli.tls.CrlState;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether every authority whose CRL is sought has one that has not expired (ECO.1.1.7). Without one, OCSP alone speaks for its certificates.
 */
@Component
class CrlHealthIndicator implements HealthIndicator {

    /** What is shown of one CRL. */
    record Shown(Instant expires, String failure) {}

    private final CertificateCheck certificates;

    CrlHealthIndicator(CertificateCheck certificates) {
        this.certificates = certificates;
    }

    @Override
    public Health health() {
        List<CrlState> states = certificates.crls();
        boolean current = states.stream().allMatch(one -> one.isCurrent() || !one.isSought());
        Health.Builder health = current ? Health.up() : Health.status(PscHealthIndicator.DEGRADED);
        states.forEach(one -> health.withDetail(one.authority(), new Shown(one.expires(), one.failure())));
        return health.build();
    }
}
