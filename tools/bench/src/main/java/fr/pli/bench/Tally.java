package fr.pli.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** How long things took in the window of time that is open now, and what went wrong. For many threads. */
final class Tally {

    /** What is done in a soak. */
    enum Kind {
        /** From when a message was due to its 250. */
        DELIVERY,
        /** From its 250 to the EXISTS at a client in IDLE. */
        PUSH,
        /** From when a log-in was due to the answer to LOGOUT. */
        LOGIN,
        /** A visit to an INBOX: all messages fetched and expunged. */
        READ
    }

    private final Map<Kind, LongStream.Builder> window = new EnumMap<>(Kind.class);
    private final List<String> failures = new ArrayList<>();
    private boolean open;

    /** Takes it down, if a window is open. */
    synchronized void took(Kind kind, long nanos) {
        if (open) {
            window.computeIfAbsent(kind, _ -> LongStream.builder()).add(nanos);
        }
    }

    /** Takes down what went wrong, in any case. */
    synchronized void failed(Kind kind, Exception what) {
        failures.add(kind + ": " + what);
    }

    /** Begins a window. */
    synchronized void open() {
        window.clear();
        open = true;
    }

    /** Ends it; returns what was taken down. */
    synchronized Window close() {
        open = false;
        Map<Kind, long[]> taken = new EnumMap<>(Kind.class);
        window.forEach((kind, nanos) -> taken.put(kind, nanos.build().toArray()));
        window.clear();
        return new Window(taken);
    }

    /** All that went wrong so far. */
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    /** What was taken down in a window. */
    record Window(Map<Kind, long[]> taken) {

        /** How long each took, nanoseconds. */
        long[] of(Kind kind) {
            return taken.getOrDefault(kind, new long[0]);
        }
    }
}
