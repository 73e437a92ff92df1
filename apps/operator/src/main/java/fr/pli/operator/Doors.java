package fr.pli.operator;

import fr.pli.wire.Encryption;
import fr.pli.wire.Limits;
import fr.pli.wire.Listener;
import fr.pli.wire.ListenerEvents;
import fr.pli.wire.Places;
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
 * The doors of an operator: up to four for each entry point of the API LPS (SEED-01), one for other operators, one for the file that
 * says where they are. Opened last and drained first.
 */
final class Doors implements SmartLifecycle {

    private static final Duration TO_DRAIN = Duration.ofSeconds(20);

    /** Who comes: neither takes the places of the other. */
    enum Guests {
        USERS,
        OPERATORS,
        /** Whoever asks where the servers are. */
        STRANGERS
    }

    /**
     * A door to open.
     *
     * @param name {@code persons.imap}, as the log and the file of listeners have it
     * @param keys what the keys of its address and port begin with, {@code pli.api.persons.}
     * @param portKey the rest of the key of its port
     * @param port 0 for any, -1 for none
     */
    record Opening(
            String name,
            String keys,
            String portKey,
            String address,
            int port,
            Encryption encryption,
            Guests guests,
            Protocol spoken) {}

    private final List<Opening> openings;
    private final Limits limits;
    private final Map<Guests, Places> places = new EnumMap<>(Guests.class);
    private final ListenerEvents events;
    private final Map<String, Listener> listeners = new LinkedHashMap<>();

    Doors(List<Opening> openings, Limits limits, ListenerEvents events) {
        this.openings = List.copyOf(openings);
        this.limits = limits;
        for (Guests guests : Guests.values()) {
            places.put(guests, new Places(limits.connections(), limits.connectionsPerAddress()));
        }
        this.events = events;
    }

    /** Port of each open door: {@code persons.imap}, {@code applications.submissions}. */
    Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        listeners.forEach((name, listener) -> ports.put(name, listener.address().getPort()));
        return ports;
    }

    /** Connections open now, over all doors. */
    int connections() {
        return listeners.values().stream().mapToInt(Listener::connections).sum();
    }

    @Override
    public void start() {
        openings.forEach(this::open);
    }

    /** Lets all clients finish what they asked, all doors at once. */
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

    private void open(Opening door) {
        if (door.port() < 0) {
            return;
        }
        InetSocketAddress address = new InetSocketAddress(door.address(), door.port());
        if (address.isUnresolved()) {
            throw new WrongKeyException(
                    door.keys() + "address", "\"" + door.address() + "\" is not known", "an address of this machine");
        }
        try {
            listeners.put(
                    door.name(),
                    Listener.open(
                            door.name(),
                            address,
                            door.encryption(),
                            limits,
                            List.of(),
                            Objects.requireNonNull(places.get(door.guests())),
                            door.spoken(),
                            events));
        } catch (IOException e) {
            throw new WrongKeyException(
                    door.keys() + door.portKey(),
                    String.valueOf(e.getMessage()),
                    "a port that is free; 0 for any, -1 for none",
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
