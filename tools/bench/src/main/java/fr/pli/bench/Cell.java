package fr.pli.bench;

import java.time.Duration;

/** One thing that is measured, the same way on every contender. */
interface Cell {

    /** Its row in the table, and its key in the JSON. */
    String name();

    /** What is asked of us here. */
    default Target target() {
        return Target.NONE;
    }

    /** Whether this contender can be measured so. */
    default boolean suits(Contender contender) {
        return true;
    }

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
     * @param cpuNanos processor time of the contender's processes
     * @param clientNanos processor time of the load, with the PSC and the IGC that it brings
     * @param residentBytes memory of the contender's processes at the end
     * @param latencies how long each took, nanoseconds, in no order; empty where only the rate says something
     */
    @SuppressWarnings("ArrayRecordComponent") // a million figures, which nobody compares
    record Outcome(long count, double seconds, long cpuNanos, long clientNanos, long residentBytes, long[] latencies) {

        /** Per second. */
        double rate() {
            return count / seconds;
        }

        /** Milliseconds of the contender's processor time for each. */
        double cpuMillis() {
            return cpuNanos / 1e6 / count;
        }

        /** Memory of the contender's processes at the end, in MB. */
        double residentMegabytes() {
            return residentBytes / 1e6;
        }

        /** Milliseconds of the load's processor time for each. */
        double clientMillis() {
            return clientNanos / 1e6 / count;
        }
    }
}
