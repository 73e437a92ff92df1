package fr.pli.tls;

import java.nio.channels.ByteChannel;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;

/**
 * How the listeners of one kind speak TLS: protocols, cipher suites and client certificate policy stay, the certificate and its key may
 * change while it is in use. Safe from any thread. ECO.1.1.2, ECO.1.1.3; spec: api-lps.md section 3.
 */
public final class TlsContext implements AutoCloseable {

    private final TlsSettings settings;
    /** Held for reading while an engine is made, for writing while the libraries' contexts are changed. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private Engines main;
    private Engines jdk;

    private TlsContext(TlsSettings settings, Clock clock) {
        this.settings = settings;
        KeyMaterial material = KeyMaterial.load(settings.key(), settings.prefix(), clock.instant());
        jdk = new JdkEngines(settings, material);
        main = BoringEngines.of(settings, material).orElse(jdk);
    }

    /**
     * Reads the key and gets ready.
     *
     * @throws TlsConfigurationException if the key, its certificate or a setting is not fit; the message names the configuration key
     */
    public static TlsContext open(TlsSettings settings, Clock clock) {
        return new TlsContext(settings, clock);
    }

    /** The server's side of a connection that has not said anything yet; its handshake comes first. */
    public SecureChannel server(ByteChannel channel) {
        return new SecureChannel(channel, this);
    }

    /** A new server-side engine for one connection, of the library that serves most clients. {@link #server} also serves the others. */
    public SSLEngine newEngine() {
        return engine(() -> main);
    }

    /** The engine for a client who said this, or something that is no ClientHello. */
    SSLEngine engineFor(Optional<ClientHello> hello) {
        boolean forJdk =
                hello.map(said -> EngineChoice.isForJdk(said, settings)).orElse(false);
        return engine(() -> forJdk ? jdk : main);
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            main.close();
            jdk.close();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private SSLEngine engine(Supplier<Engines> engines) {
        lock.readLock().lock();
        try {
            return engines.get().newEngine();
        } finally {
            lock.readLock().unlock();
        }
    }
}
