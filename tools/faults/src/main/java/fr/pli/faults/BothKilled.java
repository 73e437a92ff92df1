package fr.pli.faults;

import java.time.Duration;
import java.util.Random;

/** kill -9 of the operator and of PostgreSQL, in either order; both are started again. */
final class BothKilled implements Fault {

    @Override
    public String name() {
        return "both-killed";
    }

    @Override
    public void strike(Site site, Random random) throws Exception {
        Postgres postgres = site.postgres();
        if (random.nextBoolean()) {
            site.operator().kill();
            postgres.kill();
        } else {
            postgres.kill();
            site.operator().kill();
        }
    }

    @Override
    public Duration lasts(Random random) {
        return Duration.ofMillis(random.nextInt(500));
    }

    @Override
    public void heal(Site site) throws Exception {
        site.startOperatorAgain();
    }
}
