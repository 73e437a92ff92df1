package fr.pli.smtp;

import java.io.IOException;
import java.time.Duration;

/** Seed after seed for {@code -Dpli.fuzz.seconds}. */
final class LongRun {

    /** Throws if what this seed makes is not as it should be. */
    interface Check {
        void of(long seed) throws IOException;
    }

    private LongRun() {}

    static void of(Check check) throws IOException {
        long seconds = Long.getLong("pli.fuzz.seconds", 60);
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        for (long seed = System.nanoTime(); System.nanoTime() < end; seed++) {
            check.of(seed);
        }
    }
}
