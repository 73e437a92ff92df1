package fr.pli.exchange;

import fr.pli.store.Queue;
import java.time.Duration;

/**
 * How hard we try.
 *
 * @param perHost connections to one server at a time
 * @param couriers domains that are served at a time, by this node
 * @param first pause after the first failure; it doubles
 * @param longest pause
 * @param patience when the sender is told
 */
public record RelayRules(int perHost, int couriers, Duration first, Duration longest, Queue.Patience patience) {

    /** Four connections, 200 domains, pauses from a minute to four hours; told after four hours, returned after five days. */
    public static final RelayRules DEFAULT = new RelayRules(
            4,
            200,
            Duration.ofMinutes(1),
            Duration.ofHours(4),
            new Queue.Patience(Duration.ofHours(4), Duration.ofDays(5)));
}
