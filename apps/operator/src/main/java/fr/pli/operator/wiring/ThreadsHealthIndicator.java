package fr.pli.operator.wiring;

import fr.pli.wire.Daemon;
import java.util.List;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether every thread that lives as long as the process does so: part of liveness, for only a restart brings one back. */
@Component
class ThreadsHealthIndicator implements HealthIndicator {

    @Override
    public Health health() {
        List<String> dead = Daemon.running().stream()
                .filter(daemon -> !daemon.isAlive())
                .map(Daemon::name)
                .sorted()
                .toList();
        TreeMap<String, Integer> failing = new TreeMap<>();
        Daemon.running().stream()
                .filter(daemon -> daemon.failuresInRow() > 0)
                .forEach(daemon -> failing.merge(daemon.name(), daemon.failuresInRow(), Math::max));
        Health.Builder health = dead.isEmpty() ? Health.up() : Health.down();
        return health.withDetail("dead", dead).withDetail("failing", failing).build();
    }
}
