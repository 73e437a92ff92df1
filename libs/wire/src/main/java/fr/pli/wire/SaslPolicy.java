package fr.pli.wire;

import java.time.Duration;
import java.util.List;

/**
 * How clients of a listener authenticate.
 *
 * @param mechanisms offered, best first; none where nobody has to
 * @param attempts on one connection ({@code sasl.person.attemptsPerConnection})
 * @param sessions places that those who are granted share
 * @param brake that those who are refused share
 */
public record SaslPolicy(List<SaslMechanism> mechanisms, int attempts, SessionLimits sessions, RefusalBrake brake) {

    /** Nobody authenticates. */
    public static SaslPolicy none() {
        return new SaslPolicy(
                List.of(), 1, new SessionLimits(1, 1), new RefusalBrake(1, Duration.ofSeconds(1), Duration.ZERO));
    }
}
