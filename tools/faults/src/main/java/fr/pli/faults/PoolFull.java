package fr.pli.faults;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Somebody locks a table that every delivery needs: all connections of the operator's pool wait for it, and all others for a connection. */
final class PoolFull implements Fault {

    private @Nullable Connection locker;

    @Override
    public String name() {
        return "pool-full";
    }

    @Override
    public Preparation prepare(Path folder) {
        return Preparation.with(Map.of("pli.store.pool-size", "4"));
    }

    @Override
    public void strike(Site site, Random random) throws Exception {
        Connection connection = site.database();
        locker = connection;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE mailbox IN ACCESS EXCLUSIVE MODE");
        }
    }

    @Override
    public Duration lasts(Random random) {
        return Duration.ofMillis(3500 + random.nextInt(3000)); // a piece of work waits 3 s for a connection
    }

    @Override
    public void heal(Site site) throws SQLException {
        Connection connection = locker;
        if (connection != null) {
            connection.close();
        }
    }
}
