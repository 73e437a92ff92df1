package fr.pli.faults;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what another process does. */
final class Waiting {

    private static final long GLANCE_MS = 50;

    private Waiting() {}

    /**
     * Looks until it is so. What the look throws means that it is not so yet.
     *
     * @throws IllegalStateException if it is not so in time; it tells the last that was thrown
     */
    static void until(String what, Duration patience, Callable<Boolean> look) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Exception last = new Exception("it was not so");
        while (System.nanoTime() < end) {
            try {
                if (look.call()) {
                    return;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                last = e;
            }
            TimeUnit.MILLISECONDS.sleep(GLANCE_MS);
        }
        throw new IllegalStateException("waited " + patience + " in vain until " + what, last);
    }
}
