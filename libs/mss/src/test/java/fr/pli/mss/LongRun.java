package fr.pli.mss;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.SplittableRandom;

/** Seed after seed for {@code -Dpli.fuzz.seconds}; tells how many there were. */
public final class LongRun {

    private static final Logger log = System.getLogger(LongRun.class.getName());

    /** Throws if what this seed makes is not as it should be. */
    public interface Check<E extends Exception> {
        void of(long seed) throws E;
    }

    private LongRun() {}

    /** @param target what is fuzzed, for the log */
    public static <E extends Exception> void of(String target, Check<E> check) throws E {
        SplittableRandom seeds = new SplittableRandom(System.nanoTime());
        long seconds = Long.getLong("pli.fuzz.seconds", 60);
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        long runs = 0;
        while (System.nanoTime() < end) {
            check.of(seeds.nextLong());
            runs++;
        }
        log.log(Level.INFO, "fuzzed target={0} seconds={1,number,0} runs={2,number,0}", target, seconds, runs);
    }
}
