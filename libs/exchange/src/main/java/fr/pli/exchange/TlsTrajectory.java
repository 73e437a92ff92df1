package fr.pli.exchange;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The versions of TLS between operators (MSS 10.2, 10.3, 10.4): what is spoken with all, who may speak an older one until a day, and what each
 * spoke last, so that it shows who still needs to. Safe from any thread; a node knows only what it met.
 */
public final class TlsTrajectory {

    /** All versions that are spoken with anybody, the oldest first. */
    private static final List<String> VERSIONS = List.of("TLSv1.2", "TLSv1.3");

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final List<String> protocols;
    private final Map<String, LocalDate> exceptions;
    private final InstantSource clock;
    private final Map<String, Map<Direction, Met>> met = new ConcurrentHashMap<>();

    /** Who called whom. */
    public enum Direction {
        IN,
        OUT
    }

    /** A version that a peer spoke, and when it did so last. */
    public record Met(String protocol, Instant at) {}

    /**
     * How a domain stands.
     *
     * @param until the last day of its exception, also one that is over
     * @param in what it spoke to us last
     * @param out what its server spoke last
     * @param needsException whether one of them is not what is spoken with all
     */
    public record Line(
            String domain, Optional<LocalDate> until, Optional<Met> in, Optional<Met> out, boolean needsException) {}

    /**
     * @param protocols spoken with all: {@code TLSv1.3}, or {@code TLSv1.2} too
     * @param exceptions domains, in lower case, that may speak any version until a day, that day in Paris included
     */
    public TlsTrajectory(List<String> protocols, Map<String, LocalDate> exceptions, InstantSource clock) {
        this.protocols = List.copyOf(protocols);
        this.exceptions = Map.copyOf(exceptions);
        this.clock = clock;
    }

    /** What a listener speaks that does not know yet who is there: all versions while there is an exception. */
    public List<String> atTheDoor() {
        return exceptions.isEmpty() ? protocols : VERSIONS;
    }

    /** What is spoken with a domain. */
    public List<String> protocols(String domain) {
        return isExcepted(domain) ? VERSIONS : protocols;
    }

    /** The domains whose exception holds. */
    public List<String> excepted() {
        return exceptions.keySet().stream().filter(this::isExcepted).toList();
    }

    /** Remembers what a listed domain speaks. @return whether it may */
    public boolean meet(String domain, Direction direction, String protocol) {
        met.computeIfAbsent(domain, _ -> new ConcurrentHashMap<>()).put(direction, new Met(protocol, clock.instant()));
        return protocols(domain).contains(protocol);
    }

    /** Every domain that has an exception or was met, in order of names. */
    public List<Line> report() {
        return Stream.concat(exceptions.keySet().stream(), met.keySet().stream())
                .distinct()
                .sorted()
                .map(this::line)
                .toList();
    }

    private Line line(String domain) {
        Map<Direction, Met> its = met.getOrDefault(domain, Map.of());
        return new Line(
                domain,
                Optional.ofNullable(exceptions.get(domain)),
                Optional.ofNullable(its.get(Direction.IN)),
                Optional.ofNullable(its.get(Direction.OUT)),
                its.values().stream().anyMatch(one -> !protocols.contains(one.protocol())));
    }

    private boolean isExcepted(String domain) {
        LocalDate until = exceptions.get(domain);
        return until != null && !LocalDate.ofInstant(clock.instant(), PARIS).isAfter(until);
    }
}
