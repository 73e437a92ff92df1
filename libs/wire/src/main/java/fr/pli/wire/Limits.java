package fr.pli.wire;

import java.time.Duration;

/**
 * What a listener grants its clients. The addresses are counted generously, for one server of a SaaS vendor carries many BAL.
 *
 * @param connections open at once on a listener that has {@link ConnectionLimits} of its own
 * @param connectionsPerAddress open at once from one IPv4 address or one IPv6 /64
 * @param octetsBeforeAuthentication that a client may send in all before {@link Connection#authenticated()}
 * @param handshake longest TLS handshake, and wait for the PROXY header
 * @param write longest wait until the client took the next 64 KiB
 * @param tick how often the deadlines are looked at
 */
public record Limits(
        int connections,
        int connectionsPerAddress,
        int octetsBeforeAuthentication,
        Duration handshake,
        Duration write,
        Duration tick) {

    /** For a listener open to the world. */
    public static final Limits DEFAULTS =
            new Limits(20_000, 4_000, 16 * 1024, Duration.ofSeconds(15), Duration.ofMinutes(2), Duration.ofSeconds(1));

    /** The same with other numbers of connections. */
    public Limits withConnections(int all, int perAddress) {
        return new Limits(all, perAddress, octetsBeforeAuthentication, handshake, write, tick);
    }

    /** The same with other times. */
    public Limits withTimes(Duration handshake, Duration write, Duration tick) {
        return new Limits(connections, connectionsPerAddress, octetsBeforeAuthentication, handshake, write, tick);
    }
}
