package fr.pli.faults;

import java.time.Duration;
import java.util.Random;

/** PSC answers late: in time, or after the operator has given up (2 s). */
final class PscSlow implements Fault {

    @Override
    public String name() {
        return "psc-slow";
    }

    @Override
    public void strike(Site site, Random random) {
        site.psc().slow(Duration.ofMillis(200 + random.nextInt(4000)));
    }

    @Override
    public Duration lasts(Random random) {
        return Duration.ofMillis(2000 + random.nextInt(4000));
    }

    @Override
    public void heal(Site site) {
        site.psc().slow(Duration.ZERO);
    }
}
