package fr.pli.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One address on which one protocol is spoken, each client on a virtual thread of its own. Decision: docs/decisions/0501. */
public final class Listener implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Listener.class);
    private static final int BACKLOG = 1024;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(100);

    private final String name;
    private final Encryption encryption;
    private final Limits limits;
    private final List<AddressRange> proxies;
    private final Protocol protocol;
    private final ListenerEvents events;
    private final ServerSocketChannel server;
    private final InetSocketAddress address;
    private final ConnectionLimits connectionLimits;
    private @Nullable Daemon acceptor;
    private @Nullable Daemon reaper;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition gone = lock.newCondition();
    private volatile boolean draining;

    private Listener(
            String name,
            ServerSocketChannel server,
            Encryption encryption,
            Limits limits,
            List<AddressRange> proxies,
            ConnectionLimits connectionLimits,
            Protocol protocol,
            ListenerEvents events)
            throws IOException {
        this.name = name;
        this.server = server;
        this.encryption = encryption;
        this.limits = limits;
        this.proxies = proxies;
        this.connectionLimits = connectionLimits;
        this.protocol = protocol;
        this.events = events;
        address = (InetSocketAddress) server.getLocalAddress();
    }

    /**
     * Binds and begins to take clients.
     *
     * @param name of the listener in logs and thread names: {@code imap}, {@code submissions}
     * @param address where; port 0 takes any free one
     * @throws IOException if the address cannot be bound
     */
    public static Listener open(
            String name,
            InetSocketAddress address,
            Encryption encryption,
            Limits limits,
            Protocol protocol,
            ListenerEvents events)
            throws IOException {
        return open(name, address, encryption, limits, List.of(), ConnectionLimits.of(limits), protocol, events);
    }

    /**
     * As above, beside others and behind load balancers.
     *
     * @param connectionLimits of the node, instead of those that {@code limits} gives a listener of its own
     * @param proxies who sends a PROXY header (version 2) before each client's octets, and must; nobody else may
     */
    public static Listener open(
            String name,
            InetSocketAddress address,
            Encryption encryption,
            Limits limits,
            List<AddressRange> proxies,
            ConnectionLimits connectionLimits,
            Protocol protocol,
            ListenerEvents events)
            throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.bind(address, BACKLOG);
            Listener listener =
                    new Listener(name, server, encryption, limits, proxies, connectionLimits, protocol, events);
            listener.start();
            log.info("listening listener={} address={}", name, listener.address);
            return listener;
        } catch (IOException e) {
            server.close();
            throw new IOException("cannot listen on " + address + " for " + name + ": " + e.getMessage(), e);
        }
    }

    private void start() {
        acceptor = Daemon.start(name + "-accept", () -> !draining, this::accept);
        reaper = Daemon.start(name + "-reaper", () -> !draining || !connections.isEmpty(), this::reap);
    }

    /** Whether it takes clients and keeps their deadlines; false once it drains or is closed. */
    public boolean isAlive() {
        return !draining
                && server.isOpen()
                && acceptor != null
                && acceptor.isAlive()
                && reaper != null
                && reaper.isAlive();
    }

    /** Where it listens, with the port that it got. */
    public InetSocketAddress address() {
        return address;
    }

    /** Connections open now. */
    public int connections() {
        return connections.size();
    }

    /**
     * Takes no more clients, lets those who are here finish what they asked, and closes.
     *
     * @param patience how long they may take; who is not done by then is cut off
     */
    public void drain(Duration patience) throws InterruptedException {
        draining = true;
        closeServer();
        if (acceptor != null) {
            acceptor.join(); // until it has left, the port still takes clients
        }
        connections.forEach(Connection::drain);
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!connections.isEmpty() && left > 0) {
                left = gone.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        log.info("drained listener={} cut={}", name, connections.size());
        close();
    }

    /** Takes no more clients and cuts off those who are here; never throws. */
    @Override
    public void close() {
        draining = true;
        closeServer();
        connections.forEach(Connection::close);
    }

    private void closeServer() {
        try {
            server.close();
        } catch (IOException e) {
            log.warn("closing failed listener={} reason={}", name, e.toString());
        }
    }

    private void accept() throws IOException, InterruptedException {
        SocketChannel channel;
        try {
            channel = server.accept();
        } catch (ClosedChannelException e) {
            if (draining) {
                return;
            }
            throw e; // nobody closed it: whoever asks must see that it fails
        } catch (IOException e) {
            log.warn("cannot accept listener={} reason={}", name, e.toString());
            Thread.sleep(PAUSE_AFTER_FAILURE);
            return;
        }
        try {
            String id = newId();
            Thread.ofVirtual().name(name + "-" + id).start(() -> take(id, channel));
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
    }

    private void take(String id, SocketChannel channel) {
        try (channel;
                Connection connection = connection(id, channel)) {
            boolean isCounted = connectionLimits.tryAcquire();
            connections.add(connection);
            try {
                if (isCounted) {
                    admit(connection);
                } else {
                    refuse(connection, "connections");
                }
            } finally {
                if (isCounted) {
                    connectionLimits.release();
                }
                forget(connection);
            }
        } catch (IOException e) {
            log.debug("gone before the greeting listener={} session={} reason=\"{}\"", name, id, e.toString());
        } catch (ProxySyntaxException e) {
            events.refused("proxy-header");
            log.warn("refused listener={} session={} reason=\"{}\"", name, id, e.getMessage());
        } catch (RuntimeException | Error e) {
            log.error("failed listener={} session={}", name, id, e);
        }
    }

    private Connection connection(String id, SocketChannel channel) throws IOException {
        InetSocketAddress peer = (InetSocketAddress) channel.getRemoteAddress();
        return new Connection(id, peer, new WatchedSocket(channel, limits), encryption, limits, events);
    }

    private void admit(Connection connection) throws IOException, ProxySyntaxException {
        if (proxies.stream().anyMatch(range -> range.contains(connection.peer().getAddress()))) {
            connection.takeProxyHeader();
        }
        Network network = Network.of(connection.peer().getAddress());
        if (!connectionLimits.tryAcquire(network)) {
            refuse(connection, "address");
            return;
        }
        try {
            events.opened();
            converse(connection);
        } finally {
            connectionLimits.release(network);
            events.closed();
        }
    }

    private void converse(Connection connection) {
        if (draining) {
            connection.drain();
        }
        log.debug("connected listener={} session={} peer={}", name, connection.id(), connection.peer());
        try {
            if (encryption instanceof Encryption.Implicit) {
                connection.handshake();
            }
            try {
                protocol.converse(connection);
            } catch (TimedOutException | BudgetException e) {
                log.info("given up listener={} session={} reason=\"{}\"", name, connection.id(), e.getMessage());
            }
            connection.finish();
        } catch (IOException e) {
            log.debug("broken listener={} session={} reason=\"{}\"", name, connection.id(), e.toString());
        } catch (RuntimeException | Error e) {
            log.error("failed listener={} session={}", name, connection.id(), e);
        }
        log.debug("disconnected listener={} session={}", name, connection.id());
    }

    private void refuse(Connection connection, String limit) throws IOException {
        events.refused(limit);
        log.info("busy listener={} session={} peer={} limit={}", name, connection.id(), connection.peer(), limit);
        if (!(encryption instanceof Encryption.Implicit)) {
            connection.send(protocol.busy());
            connection.flush();
        }
    }

    private void forget(Connection connection) {
        connections.remove(connection);
        if (draining) {
            lock.lock();
            try {
                gone.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void reap() throws InterruptedException {
        long now = System.nanoTime();
        connections.forEach(connection -> reap(connection, now));
        Thread.sleep(limits.tick());
    }

    /** What goes wrong with one keeps no other open. */
    private void reap(Connection connection, long now) {
        try {
            connection.reap(now);
        } catch (RuntimeException e) {
            log.error("reaping failed listener={} session={}", name, connection.id(), e);
        }
    }

    private static String newId() {
        return Long.toString(ThreadLocalRandom.current().nextLong(1L << 60) | 1L << 60, 32)
                .substring(1);
    }
}
