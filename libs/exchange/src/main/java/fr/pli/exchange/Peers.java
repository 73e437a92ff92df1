package fr.pli.exchange;

import fr.pli.mss.ListeBlanche;
import fr.pli.smtp.RelayConnection;
import fr.pli.smtp.RelayException;
import fr.pli.smtp.RelaySettings;
import fr.pli.tls.CertificateUse;
import fr.pli.tls.CertificateVerdict;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Connections to the servers of other operators: one serves many messages, for any domain whose listed names include the one that its server
 * showed. Only so many are open to one server at a time. Safe from any thread.
 */
final class Peers implements AutoCloseable {

    /** How long a connection waits for another message. */
    private static final Duration IDLE = Duration.ofSeconds(20);

    /** After so long no other server of a domain is tried: whoever names many dead ones holds a courier no longer. */
    private static final Duration TO_FIND = Duration.ofMinutes(2);

    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Routes routes;
    private final RelaySettings settings;
    private final TlsTrajectory tls;
    private final PeerRule rule;
    private final Optional<ExistingServer> existing;
    private final BackOff backOff;
    private final int perHost;
    private final InstantSource clock;
    private final Map<Routes.Host, Semaphore> places = new ConcurrentHashMap<>();
    private final Deque<Peer> idle = new ArrayDeque<>();

    Peers(
            Routes routes,
            RelaySettings settings,
            TlsTrajectory tls,
            PeerRule rule,
            Optional<ExistingServer> existing,
            BackOff backOff,
            int perHost,
            InstantSource clock) {
        this.routes = routes;
        this.settings = settings;
        this.tls = tls;
        this.rule = rule;
        this.existing = existing;
        this.backOff = backOff;
        this.perHost = perHost;
        this.clock = clock;
    }

    /**
     * A connection for the mail of a domain.
     *
     * @param list whose names are for the domain; none is needed for one of ours
     * @return empty if as many as may be are open to its servers
     * @throws RelayException if none of its servers can be used, for the reason of the last one tried
     */
    Optional<Peer> borrow(String domain, Optional<ListeBlanche> list) throws RelayException {
        RelayException failure = null;
        Instant end = clock.instant().plus(TO_FIND);
        for (Routes.Host host : hosts(domain)) {
            if (backOff.until(spoken(host, domain)).isPresent()) {
                continue;
            }
            if (clock.instant().isAfter(end)) {
                break;
            }
            Semaphore places = this.places.computeIfAbsent(host, _ -> new Semaphore(perHost));
            if (!places.tryAcquire()) {
                return Optional.empty();
            }
            boolean lent = false;
            try {
                Peer peer = takeIdle(host, ours(domain).isPresent()).orElse(null);
                if (peer == null) {
                    peer = open(host, domain);
                    backOff.worked(spoken(host, domain));
                }
                if (ours(domain).isEmpty()) {
                    verify(peer, domain, list.orElseThrow());
                } // else the handshake has told who it is
                lent = true;
                return Optional.of(peer);
            } catch (RelayException e) {
                failure = e;
            } finally {
                if (!lent) {
                    places.release();
                }
            }
        }
        throw failure == null
                ? new RelayException(RelayException.Reason.UNREACHABLE, "its servers failed a moment ago")
                : failure;
    }

    /** It is free for others, if it is of use still. */
    void giveBack(Peer peer) {
        if (peer.connection().isUsable()) {
            synchronized (idle) {
                idle.addFirst(peer.idleSince(clock.instant()));
            }
        } else {
            peer.connection().close();
        }
        release(peer);
    }

    /** Closes those that nobody has wanted for a while. */
    void closeIdle() {
        closeIdleSince(clock.instant().minus(IDLE));
    }

    /** Closes those that are idle, and waits for it as long as a farewell may take. */
    @Override
    public void close() {
        try {
            for (Thread farewell : closeIdleSince(Instant.MAX)) {
                farewell.join(FAREWELL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each by itself: a server that does not answer a QUIT keeps nobody waiting. */
    private List<Thread> closeIdleSince(Instant limit) {
        List<Thread> farewells = new ArrayList<>();
        synchronized (idle) {
            while (!idle.isEmpty() && idle.getLast().idleSince().isBefore(limit)) {
                Peer old = idle.removeLast();
                farewells.add(Thread.ofVirtual().start(() -> old.connection().close()));
            }
        }
        return farewells;
    }

    /** One that still answers: the other side may have closed it. */
    private Optional<Peer> takeIdle(Routes.Host host, boolean ours) {
        while (true) {
            Optional<Peer> found = remove(host, ours);
            if (found.isEmpty() || found.get().connection().answers()) {
                return found;
            }
            found.get().connection().close();
        }
    }

    private Optional<Peer> remove(Routes.Host host, boolean ours) {
        synchronized (idle) {
            Optional<Peer> found = idle.stream()
                    .filter(peer -> peer.host().equals(host) && peer.ours() == ours)
                    .findFirst();
            found.ifPresent(idle::remove);
            return found;
        }
    }

    /** A server may fail for want of a version of TLS that it is offered for another domain. */
    private String spoken(Routes.Host host, String domain) {
        return host + " " + tls.protocols(domain);
    }

    /** The server of our own that takes the mail of this domain. */
    private Optional<ExistingServer> ours(String domain) {
        return existing.filter(server -> server.kept().has(domain));
    }

    private List<Routes.Host> hosts(String domain) throws RelayException {
        Optional<ExistingServer> ours = ours(domain);
        return ours.isPresent() ? List.of(ours.get().host()) : routes.of(domain);
    }

    private List<InetSocketAddress> addresses(Routes.Host host, Optional<ExistingServer> ours) throws RelayException {
        return ours.isPresent() ? List.of(ours.get().address()) : routes.addresses(host);
    }

    private Peer open(Routes.Host host, String domain) throws RelayException {
        Optional<ExistingServer> ours = ours(domain);
        RelaySettings offered =
                ours.map(ExistingServer::relay).orElseGet(() -> settings.withProtocols(tls.protocols(domain)));
        RelayException failure = null;
        try {
            for (InetSocketAddress address : addresses(host, ours)) {
                try {
                    return new Peer(
                            host,
                            ours.isPresent(),
                            RelayConnection.open(host.name(), address, offered),
                            clock.instant());
                } catch (RelayException e) {
                    failure = e;
                }
            }
        } catch (RelayException e) {
            failure = e;
        }
        backOff.failed(spoken(host, domain));
        throw failure == null ? new RelayException(RelayException.Reason.UNROUTABLE, "no address of " + host) : failure;
    }

    /** The certificate, each time: it may have been revoked since, and the name must be one of this domain's. */
    private void verify(Peer peer, String domain, ListeBlanche list) throws RelayException {
        List<X509Certificate> chain = peer.connection().peerChain();
        switch (rule.judge(chain, CertificateUse.SERVER, list.names(domain))) {
            case PeerRule.Verdict.Listed _ -> {}
            case PeerRule.Verdict.Refused(CertificateVerdict.Cause cause, String detail) ->
                throw refused(peer, RelayException.Reason.HANDSHAKE, cause + ", " + detail);
            case PeerRule.Verdict.Unknown(String detail) ->
                throw refused(peer, RelayException.Reason.HANDSHAKE, "perhaps revoked, " + detail);
            case PeerRule.Verdict.NotListed(String name) ->
                throw refused(peer, RelayException.Reason.NOT_LISTED, name + " is not listed for " + domain);
        }
        String protocol = peer.connection().protocol();
        if (!tls.meet(domain, TlsTrajectory.Direction.OUT, protocol)) {
            // opened for a domain that may still speak it
            throw refused(peer, RelayException.Reason.HANDSHAKE, protocol + " is not spoken with " + domain);
        }
    }

    private static RelayException refused(Peer peer, RelayException.Reason reason, String detail) {
        peer.connection().close();
        return new RelayException(reason, detail);
    }

    private void release(Peer peer) {
        Semaphore held = places.get(peer.host());
        if (held != null) {
            held.release();
        }
    }
}
