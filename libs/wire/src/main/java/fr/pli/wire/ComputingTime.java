package fr.pli.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What one session computes for its client. A virtual thread that does not block keeps its processor, so work that a client can make long (searching,
 * sorting, describing messages) takes turns of some milliseconds on all processors but one, with that of all other sessions. A session that has computed
 * for less than five milliseconds in this second does not wait: small work is never behind large work. For one thread at a time.
 */
public final class ComputingTime {

    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Semaphore PLACES =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), true);

    private final long free;
    private long windowBegin = System.nanoTime();
    private long used;

    /** A session begins. */
    public ComputingTime() {
        this(TURN_NANOS);
    }

    /** @param free nanoseconds of each second without a turn */
    ComputingTime(long free) {
        this.free = free;
    }

    /** A piece of work took longer than it may. */
    public static final class RunOutException extends IOException {
        RunOutException(Duration limit) {
            super("longer than " + limit.toMillis() + " ms");
        }
    }

    /**
     * Begins a piece of work, and waits for a turn if this session has computed much. Close it on the same thread.
     *
     * @param limit how long it may take, waiting for turns included, pauses not
     */
    public Work begin(Duration limit) {
        return new Work(limit);
    }

    /** Places that are free now, for tests. */
    static int freePlaces() {
        return PLACES.availablePermits();
    }

    /** What waits for others. */
    @FunctionalInterface
    public interface Waiting<T, E extends Exception> {
        /** @throws E what went wrong */
        T run() throws E;
    }

    /** One piece of work, from beginning to end. */
    public final class Work implements AutoCloseable {

        private final Duration limit;
        private final long begin = System.nanoTime();
        private long paused;
        private long since = begin;
        private boolean running = true;
        private boolean clockStopped;
        private boolean hasPlace;

        private Work(Duration limit) {
            this.limit = limit;
            takeIfSpent(begin);
        }

        /**
         * To be asked often: whoever waits is let in.
         *
         * @throws RunOutException if the work took too long
         */
        public void check() throws RunOutException {
            long now = System.nanoTime();
            if (now - begin - paused - (clockStopped ? now - since : 0) > limit.toNanos()) {
                throw new RunOutException(limit);
            }
            if (!running) {
                return;
            }
            if (!hasPlace) {
                takeIfSpent(now);
            } else if (now - since > TURN_NANOS && PLACES.hasQueuedThreads()) {
                give(now);
                take();
            }
        }

        /** Nothing is computed until {@link #resume()}: the client is written to, which may take as long as it likes. */
        public void pause() {
            if (running) {
                leave();
                clockStopped = true;
            }
        }

        /**
         * Waits for others, such as the store: meanwhile no place is kept from whoever computes, and the time of this work goes on.
         *
         * @throws E as {@code waiting} does
         */
        public <T, E extends Exception> T aside(Waiting<T, E> waiting) throws E {
            boolean was = running;
            if (was) {
                leave();
            }
            try {
                return waiting.run();
            } finally {
                if (was) {
                    resume();
                }
            }
        }

        private void leave() {
            give(System.nanoTime());
            running = false;
        }

        /** Goes on, and waits for a turn as at the beginning. */
        public void resume() {
            if (!running) {
                long now = System.nanoTime();
                running = true;
                paused += clockStopped ? now - since : 0;
                clockStopped = false;
                since = now;
                takeIfSpent(now);
            }
        }

        /** {@code out}, but written to in turn and checked with each write, and not to be closed through this. */
        public OutputStream over(OutputStream out) {
            return new OutputStream() {

                @Override
                public void write(int octet) throws IOException {
                    write(new byte[] {(byte) octet}, 0, 1);
                }

                @Override
                public void write(byte[] octets, int from, int count) throws IOException {
                    boolean aside = !running && !clockStopped;
                    if (aside) {
                        resume();
                    }
                    check();
                    try {
                        out.write(octets, from, count);
                    } finally {
                        if (aside) {
                            leave();
                        }
                    }
                }
            };
        }

        /** The work is done; gives the place back. */
        @Override
        public void close() {
            pause();
        }

        private void takeIfSpent(long now) {
            count(now);
            if (used > free) {
                take();
            }
        }

        private void take() {
            PLACES.acquireUninterruptibly();
            hasPlace = true;
            since = System.nanoTime();
        }

        private void give(long now) {
            count(now);
            if (hasPlace) {
                hasPlace = false;
                PLACES.release();
            }
        }

        /** What was computed since the last time counts for this second. */
        private void count(long now) {
            if (now - windowBegin > WINDOW_NANOS) {
                windowBegin = now;
                used = 0;
            }
            used += now - since;
            since = now;
        }
    }
}
