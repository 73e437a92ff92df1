package fr.pli.tls;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something at once and then again and again, on a virtual thread of its own, until it is closed. Whatever one run throws, an
 * {@link Error} too, the next comes.
 */
final class Ticker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private final Thread thread;
    private volatile boolean closed;

    Ticker(String name, Duration period, Runnable work) {
        thread = Thread.ofVirtual().name(name).start(() -> {
            while (!closed) {
                run(name, work);
                Thread.interrupted(); // of the work's, which must not cost the rest
                if (!closed) {
                    rest(period);
                }
            }
        });
    }

    /** Whether it still does it. */
    boolean isAlive() {
        return thread.isAlive();
    }

    /** Interrupts the work, and returns when it does nothing any longer. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rest(Duration period) {
        try {
            Thread.sleep(period);
        } catch (InterruptedException e) {
            LOG.debug("tick interrupted"); // closed, or something that the work called was
        }
    }

    private static void run(String name, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            LOG.error("{} tick=broken", name, e);
        }
    }
}
