package fr.pli.wire;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection unless what is done over it ends in time: what a socket's own time-out does not see, such as a peer that stops reading.
 * Whoever uses the connection is told by the exception of its own call.
 */
public final class Deadline implements AutoCloseable {

    private static final ScheduledThreadPoolExecutor CLOCK = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("deadlines").daemon().factory());

    static {
        CLOCK.setRemoveOnCancelPolicy(true); // else each message would hold its connection until its deadline
    }

    private final Future<?> pending;

    private Deadline(Future<?> pending) {
        this.pending = pending;
    }

    /** Begins now. Closed before {@code time} is over, it does nothing. */
    public static Deadline of(Closeable connection, Duration time) {
        return new Deadline(CLOCK.schedule(() -> cut(connection), time.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        pending.cancel(false);
    }

    private static void cut(Closeable connection) {
        Thread.ofVirtual().start(() -> {
            try {
                connection.close();
            } catch (IOException e) {
                // whoever uses it is told by its own exception
            }
        });
    }
}
