package fr.pli.faults;

import java.io.IOException;
import java.util.Random;

/** kill -9 of PostgreSQL, of its first process or of all; the operator starts it again by itself. */
final class PostgresKilled implements Fault {

    @Override
    public String name() {
        return "postgres-killed";
    }

    @Override
    public void strike(Site site, Random random) throws IOException {
        if (random.nextBoolean()) {
            site.postgres().kill();
        } else {
            site.postgres().behead();
        }
    }
}
