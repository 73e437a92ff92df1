package fr.pli.faults;

import fr.pli.sandbox.LineClient;
import java.io.IOException;
import java.util.Optional;

/** A connection that an actor keeps as long as it is of use. */
final class Wire {

    /** Connects and logs in. */
    interface Opening {
        LineClient open() throws IOException;
    }

    private final Opening opening;
    private Optional<LineClient> client = Optional.empty();

    Wire(Opening opening) {
        this.opening = opening;
    }

    /** The connection, opened if there is none. */
    synchronized LineClient get() throws IOException {
        if (client.isEmpty()) {
            client = Optional.of(opening.open());
        }
        return client.get();
    }

    boolean isOpen() {
        return client.isPresent();
    }

    /** Gives it up; one that is broken already is given up too. */
    void close() {
        Optional<LineClient> last = client;
        client = Optional.empty();
        last.ifPresent(Wire::close);
    }

    @SuppressWarnings("EmptyCatch") // it is given up because it is of no use any more
    private static void close(LineClient client) {
        try {
            client.close();
        } catch (IOException e) {
            // nothing was left to lose
        }
    }
}
