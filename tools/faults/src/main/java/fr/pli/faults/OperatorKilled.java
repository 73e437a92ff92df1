package fr.pli.faults;

import java.time.Duration;
import java.util.Random;

/** kill -9 of the operator; it is started again. */
final class OperatorKilled implements Fault {

    @Override
    public String name() {
        return "operator-killed";
    }

    @Override
    public void strike(Site site, Random random) throws InterruptedException {
        site.operator().kill();
    }

    @Override
    public Duration lasts(Random random) {
        return Duration.ofMillis(random.nextInt(500)); // also before the guard has stopped PostgreSQL
    }

    @Override
    public void heal(Site site) throws Exception {
        site.startOperatorAgain();
    }
}
