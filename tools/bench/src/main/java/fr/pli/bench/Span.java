package fr.pli.bench;

import fr.pli.bench.Contender.Usage;
import java.lang.management.ManagementFactory;

/** What passes between now and the end of a run: time, the processor time of the contender, and that of this process, which makes the load. */
final class Span {

    private final Contender contender;
    private final Usage before;
    private final long own = ownCpu();
    private final long start = System.nanoTime();

    private Span(Contender contender) {
        this.contender = contender;
        this.before = contender.usage();
    }

    /** Begins now. */
    static Span start(Contender contender) {
        return new Span(contender);
    }

    /** Nanoseconds since it began. */
    long nanos() {
        return System.nanoTime() - start;
    }

    /** Ends it; the latencies are those of {@link Cell.Outcome}. */
    Cell.Outcome end(long count, long[] latencies) {
        double seconds = nanos() / 1e9;
        Usage after = contender.usage();
        return new Cell.Outcome(
                count, seconds, after.cpuNanos() - before.cpuNanos(), ownCpu() - own, after.residentBytes(), latencies);
    }

    private static long ownCpu() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }
}
