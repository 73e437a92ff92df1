package fr.pli.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that lives as long as what it serves: runs one round after the other, and goes on after whatever a round throws, an
 * {@link Error} too, with a pause that doubles from failure to failure. {@link #running()} names all of the process, for liveness.
 */
public final class Daemon implements AutoCloseable {

    /** One round of the work. It may block; an {@link InterruptedException} is how it hears of {@link Daemon#close()}. */
    @FunctionalInterface
    public interface Round {
        /** @throws Exception what went wrong; it is logged, and the next round comes after a pause */
        void run() throws Exception;
    }

    private static final Logger log = LoggerFactory.getLogger(Daemon.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Set<Daemon> RUNNING = ConcurrentHashMap.newKeySet();

    private final String name;
    private final BooleanSupplier goesOn;
    private final Round round;
    private final Duration firstPause;
    private final Instant since = Instant.now();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Instant lastRound = since;
    private volatile long failures;
    private volatile int failuresInRow;

    private Daemon(String name, BooleanSupplier goesOn, Duration firstPause, Round round) {
        this.name = name;
        this.goesOn = goesOn;
        this.firstPause = firstPause;
        this.round = round;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /**
     * Starts one that ends with {@link #close()}.
     *
     * @param name in logs, thread names and health: {@code dispatcher}
     */
    public static Daemon start(String name, Round round) {
        return start(name, () -> true, round);
    }

    /**
     * Starts one that also ends by itself.
     *
     * @param goesOn asked before each round; once false, the daemon has ended as it should and is no longer among {@link #running()}
     */
    public static Daemon start(String name, BooleanSupplier goesOn, Round round) {
        return start(name, goesOn, FIRST_PAUSE, round);
    }

    static Daemon start(String name, BooleanSupplier goesOn, Duration firstPause, Round round) {
        Daemon daemon = new Daemon(name, goesOn, firstPause, round);
        RUNNING.add(daemon);
        daemon.thread.start();
        return daemon;
    }

    /** All of this process that were started and neither closed nor ended as they should. One that {@link #isAlive()} denies is a fault. */
    public static Collection<Daemon> running() {
        return List.copyOf(RUNNING);
    }

    /** Its name; not unique where a process holds several nodes. */
    public String name() {
        return name;
    }

    /** Since when it runs. */
    public Instant since() {
        return since;
    }

    /** Whether its thread runs. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** When the latest round began. Who knows how long a round takes at most can tell from it whether it hangs. */
    public Instant lastRound() {
        return lastRound;
    }

    /** Rounds that failed since it began. */
    public long failures() {
        return failures;
    }

    /** Rounds that failed since one succeeded; what grows here does its work no longer. */
    public int failuresInRow() {
        return failuresInRow;
    }

    /** Interrupts the round, and returns when the thread has ended. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        join();
    }

    /** Waits for the end, without bringing it about. */
    void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long began = System.nanoTime();
        while (mayGoOn()) {
            try {
                began = System.nanoTime();
                lastRound = Instant.now();
                round.run();
                failuresInRow = 0;
            } catch (Throwable e) { // OutOfMemoryError ends the process by an option of the JVM, not here
                if (isClosing()) {
                    break;
                }
                failed(e, Duration.ofNanos(System.nanoTime() - began));
            }
        }
        RUNNING.remove(this);
    }

    private boolean mayGoOn() {
        try {
            return !isClosing() && goesOn.getAsBoolean();
        } catch (RuntimeException e) {
            log.error("daemon name={} failed where it asks whether to go on", name, e);
            return true;
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // this thread alone writes
    private void failed(Throwable failure, Duration lasted) {
        failures++;
        failuresInRow = lasted.compareTo(LONGEST_PAUSE) > 0 ? 1 : failuresInRow + 1; // it worked for a while
        Duration pause = pause(firstPause, failuresInRow);
        try {
            log.error("daemon name={} failures={} pause-ms={}", name, failuresInRow, pause.toMillis(), failure);
            Thread.interrupted(); // nobody but close() interrupts it to an end
            boolean _ = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            log.debug("daemon name={} interrupted", name);
        } catch (Error e) {
            Thread.onSpinWait(); // not even a line for the log could be written; the next round may find more memory
        }
    }

    /** @param failures in a row, 1 or more */
    static Duration pause(Duration first, int failures) {
        Duration pause = first.multipliedBy(1L << Math.min(failures - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
