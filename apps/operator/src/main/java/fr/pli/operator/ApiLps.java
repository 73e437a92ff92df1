package fr.pli.operator;

import fr.pli.operator.OperatorProperties.Door;
import fr.pli.tls.TlsContext;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.SmartLifecycle;

/** The two entry points of the API LPS (SEED-01): up to four doors each, opened last and drained first. */
final class ApiLps implements SmartLifecycle {

    private static final Duration TO_DRAIN = Duration.ofSeconds(20);

    /** What is spoken behind the doors of one kind of client, and with which TLS. */
    record EntryPoint(String name, Door door, TlsContext tls, Protocol imap, Protocol submission) {}

    private final List<EntryPoint> entryPoints;
    private final Limits limits;
    private final Places places;
    private final ListenerEvents events;
    private final Map<String, Listener> listeners = new LinkedHashMap<>();

    ApiLps(List<EntryPoint> entryPoints, Limits limits, ListenerEvents events) {
        this.entryPoints = entryPoints;
        this.limits = limits;
        places = new Places(limits.connections(), limits.connectionsPerAddress());
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
        for (EntryPoint entry : entryPoints) {
            Door door = entry.door();
            open(entry, "imap", door.imapPort(), new Encryption.StartTls(entry.tls()), entry.imap());
            open(entry, "imaps", door.imapsPort(), new Encryption.Implicit(entry.tls()), entry.imap());
            open(entry, "submission", door.submissionPort(), new Encryption.StartTls(entry.tls()), entry.submission());
            open(
                    entry,
                    "submissions",
                    door.submissionsPort(),
                    new Encryption.Implicit(entry.tls()),
                    entry.submission());
        }
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

    private void open(EntryPoint entry, String protocol, int port, Encryption encryption, Protocol spoken) {
        if (port < 0) {
            return;
        }
        String name = entry.name() + "." + protocol;
        InetSocketAddress address = new InetSocketAddress(entry.door().address(), port);
        if (address.isUnresolved()) {
            throw new WrongKeyException(
                    "pli.api." + entry.name() + ".address",
                    "\"" + entry.door().address() + "\" is not known",
                    "an address of this machine");
        }
        try {
            listeners.put(name, Listener.open(name, address, encryption, limits, List.of(), places, spoken, events));
        } catch (IOException e) {
            throw new WrongKeyException(
                    "pli.api." + name + "-port",
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
