package fr.pli.bench;

import java.time.Duration;

/** One thing that is measured, the same way on every contender. */
interface Cell {

    /** Its row in the table, and its key in the JSON. */
    String name();

    /**
     * Loads the contender for about so long, after whatever it needs to be ready.
     *
     * @throws Exception if an answer is not what it must be: a figure of failures is no figure
     */
    Outcome run(Contender contender, Duration duration) throws Exception;

    /**
     * What one run gave.
     *
     * @param count how often the thing was done
     * @param seconds from the first to the last
     * @param cpuNanos of the contender's processes
     * @param latencies how long each took, nanoseconds, in no order; empty where only the rate says something
     */
    @SuppressWarnings("ArrayRecordComponent") // a million figures, which nobody compares
    record Outcome(long count, double seconds, long cpuNanos, long[] latencies) {

        /** Per second. */
        double rate() {
            return count / seconds;
        }

        /** Milliseconds of the contender's processor time for each. */
        double cpuMillis() {
            return cpuNanos / 1e6 / count;
        }
    }
}
