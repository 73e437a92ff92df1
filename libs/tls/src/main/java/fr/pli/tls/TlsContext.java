package fr.pli.tls;

import java.nio.channels.ByteChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.net.ssl.SSLEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the listeners of one kind speak TLS: protocols, cipher suites and client certificate policy stay; certificate and key follow their
 * files, ticket keys the time. Safe from any thread. ECO.1.1.2, ECO.1.1.3; spec: api-lps.md section 3.
 */
public final class TlsContext implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TlsContext.class);
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final TlsSettings settings;
    private final TicketKeys tickets;
    private final Clock clock;
    private final HttpCall network = HttpCall.to(CONNECT);
    private final AtomicInteger reloads = new AtomicInteger();
    private final AtomicInteger reloadFailures = new AtomicInteger();
    /** Held for reading while an engine is made, for writing while what makes them is closed. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private volatile KeyEngines engines;
    private String files;
    private final Ticker ticker;

    private TlsContext(TlsSettings settings, TicketKeys tickets, Clock clock) {
        this.settings = settings;
        this.tickets = tickets;
        this.clock = clock;
        files = ConfiguredFile.fingerprint(settings.key().files());
        engines = new KeyEngines(settings, tickets, network, clock);
        ticker = new Ticker("tls " + settings.prefix(), TICK, this::tick);
    }

    /**
     * Reads the key and gets ready; sessions are resumed on this node only.
     *
     * @throws TlsConfigurationException if the key, its certificate or a setting is not fit; the message names the configuration key
     */
    public static TlsContext open(TlsSettings settings, Clock clock) {
        return open(settings, TicketKeys.random(), clock);
    }

    /**
     * Reads the key and gets ready; sessions are resumed by all contexts with these ticket keys, the same prefix and the same client
     * certificate policy.
     *
     * @throws TlsConfigurationException as {@link #open(TlsSettings, Clock)}
     */
    public static TlsContext open(TlsSettings settings, TicketKeys tickets, Clock clock) {
        return new TlsContext(settings, tickets, clock);
    }

    /** The server's side of a connection that has not said anything yet; its handshake comes first. */
    public SecureChannel server(ByteChannel channel) {
        return new SecureChannel(channel, this);
    }

    /** How it stands. */
    public TlsState state() {
        KeyEngines now = engines;
        return new TlsState(
                now.expires(), now.isNative(), now.nativeInUse(), now.isStapled(), reloads.get(), reloadFailures.get());
    }

    /** Connections that are open go on; new ones are of no more use. */
    @Override
    public void close() {
        ticker.close();
        network.close();
        close(engines);
    }

    /** Whether a client who said this cannot be served without a weak signature. */
    boolean asksForSha1(Optional<ClientHello> hello) {
        return hello.map(said -> EngineChoice.asksForSha1(said, settings)).orElse(false);
    }

    /** The engine for a client who said this, or something that is no ClientHello. */
    SSLEngine engineFor(Optional<ClientHello> hello) {
        boolean forJdk =
                hello.map(said -> EngineChoice.isForJdk(said, settings)).orElse(false);
        lock.readLock().lock();
        try {
            return engines.newEngine(forJdk);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Takes a new key when its files have changed and it is fit, and sees to what changes with the time. */
    synchronized void tick() {
        String now = ConfiguredFile.fingerprint(settings.key().files());
        if (!now.equals(files)) {
            files = now;
            reload();
        }
        engines.tick();
    }

    private void reload() {
        try {
            KeyEngines last = engines;
            engines = new KeyEngines(settings, tickets, network, clock);
            close(last);
            reloads.incrementAndGet();
            LOG.info("tls {}=reloaded expires={}", settings.prefix(), engines.expires());
        } catch (TlsConfigurationException e) {
            reloadFailures.incrementAndGet();
            LOG.warn("tls {}=kept expires={} error=\"{}\"", settings.prefix(), engines.expires(), e.getMessage());
        }
    }

    private void close(KeyEngines old) {
        lock.writeLock().lock();
        try {
            old.close();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
