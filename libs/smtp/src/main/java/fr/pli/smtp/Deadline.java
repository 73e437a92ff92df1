package fr.pli.smtp;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Closes a socket unless it is closed itself in time: what a socket's own time-out does not see, such as a peer that stops reading. */
final class Deadline implements AutoCloseable {

    private static final ScheduledThreadPoolExecutor CLOCK = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("relay-deadlines").daemon().factory());

    static {
        CLOCK.setRemoveOnCancelPolicy(true); // else each message would hold its socket until its deadline
    }

    private final Future<?> pending;

    private Deadline(Future<?> pending) {
        this.pending = pending;
    }

    static Deadline of(Socket socket, Duration time) {
        return new Deadline(CLOCK.schedule(() -> cut(socket), time.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        pending.cancel(false);
    }

    private static void cut(Socket socket) {
        Thread.ofVirtual().start(() -> {
            try {
                socket.close();
            } catch (IOException e) {
                // whoever uses it is told by his own exception
            }
        });
    }
}
