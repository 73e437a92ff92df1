package fr.pli.operator.wiring;

import fr.pli.boot.WrongKeyException;
import fr.pli.wire.AddressRange;
import fr.pli.wire.ConnectionLimits;
import fr.pli.wire.Encryption;
import fr.pli.wire.Limits;
import fr.pli.wire.Listener;
import fr.pli.wire.ListenerEvents;
import fr.pli.wire.Protocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.SmartLifecycle;

/**
 * The listeners of an operator: up to four for each entry point of the API LPS (SEED-01), one for other operators, one for the file that
 * says where they are. Opened last and drained first.
 */
public final class Listeners implements SmartLifecycle {

    private static final Duration TO_DRAIN = Duration.ofSeconds(20);

    /** Who comes: neither takes the connections of the other. */
    public enum Clients {
        USERS,
        OPERATORS,
        /** Whoever asks where the servers are. */
        STRANGERS
    }

    /**
     * A listener to open.
     *
     * @param name {@code persons.imap}, as the log and the file of listeners have it
     * @param keys what the keys of its address and port begin with, {@code pli.api.persons.}
     * @param portKey the rest of the key of its port
     * @param port 0 for any, -1 for none
     * @param proxies ranges of addresses whose connections begin with a PROXY header, as their key has them
     */
    public record Opening(
            String name,
            String keys,
            String portKey,
            String address,
            int port,
            List<String> proxies,
            Encryption encryption,
            Clients clients,
            Protocol spoken) {}

    private final List<Opening> openings;
    private final Limits limits;
    private final Map<Clients, ConnectionLimits> connectionLimits = new EnumMap<>(Clients.class);
    private final ListenerEvents events;
    private final Map<String, Listener> listeners = new LinkedHashMap<>();

    public Listeners(List<Opening> openings, Limits limits, ListenerEvents events) {
        this.openings = List.copyOf(openings);
        this.limits = limits;
        for (Clients clients : Clients.values()) {
            connectionLimits.put(clients, new ConnectionLimits(limits.connections(), limits.connectionsPerAddress()));
        }
        this.events = events;
    }

    /** Port of each open listener: {@code persons.imap}, {@code applications.submissions}. */
    public Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        listeners.forEach((name, listener) -> ports.put(name, listener.address().getPort()));
        return ports;
    }

    /** Connections open now, over all listeners. */
    int connections() {
        return listeners.values().stream().mapToInt(Listener::connections).sum();
    }

    @Override
    public void start() {
        openings.forEach(this::open);
    }

    /** Lets all clients finish what they asked, all listeners at once. */
    @Override
    public void stop() {
        List<Thread> drains = new ArrayList<>();
        for (Listener listener : listeners.values()) {
            drains.add(Thread.ofVirtual().start(() -> drain(listener)));
        }
        try {
            for (Thread one : drains) {
                one.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        listeners.clear();
    }

    @Override
    public boolean isRunning() {
        return !listeners.isEmpty();
    }

    private void open(Opening listener) {
        if (listener.port() < 0) {
            return;
        }
        InetSocketAddress address = new InetSocketAddress(listener.address(), listener.port());
        if (address.isUnresolved()) {
            throw new WrongKeyException(
                    listener.keys() + "address",
                    "\"" + listener.address() + "\" is not known",
                    "an address of this machine");
        }
        try {
            listeners.put(
                    listener.name(),
                    Listener.open(
                            listener.name(),
                            address,
                            listener.encryption(),
                            limits,
                            proxies(listener),
                            Objects.requireNonNull(connectionLimits.get(listener.clients())),
                            listener.spoken(),
                            events));
        } catch (IOException e) {
            throw new WrongKeyException(
                    listener.keys() + listener.portKey(),
                    String.valueOf(e.getMessage()),
                    "a port that is free; 0 for any, -1 for none",
                    e);
        }
    }

    private static List<AddressRange> proxies(Opening listener) {
        return listener.proxies().stream().map(range -> range(listener, range)).toList();
    }

    private static AddressRange range(Opening listener, String text) {
        try {
            return AddressRange.parse(text);
        } catch (IllegalArgumentException e) {
            throw new WrongKeyException(
                    listener.keys() + "proxies",
                    "\"" + text + "\" is no range of addresses",
                    "a list, with commas, of addresses and ranges: 10.1.2.3, 10.1.0.0/16, 2001:db8::/32",
                    e);
        }
    }

    private static void drain(Listener listener) {
        try {
            listener.drain(TO_DRAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
