package fr.pli.faults;

import fr.pli.postgres.Access;
import fr.pli.postgres.LocalPostgres;
import fr.pli.postgres.LocalSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/**
 * Two PostgreSQL servers with synchronous streaming replication between them, made with the server's own means: a base backup taken over
 * SQL, {@code standby.signal}, {@code pg_promote()}. A COMMIT is answered when it is on the disks of both.
 */
final class PostgresPair implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Access owner;
    private final Access application;
    private PostgresNode primary;
    private PostgresNode standby;

    private PostgresPair(Access owner, Access application, PostgresNode primary, PostgresNode standby) {
        this.owner = owner;
        this.application = application;
        this.primary = primary;
        this.standby = standby;
    }

    /** Makes both below a folder, with the roles and the empty database of an operator. */
    static PostgresPair start(Path folder) throws IOException, SQLException, InterruptedException {
        Path first = folder.resolve("first");
        Access owner;
        Access application;
        Access admin;
        try (LocalPostgres local = LocalPostgres.start(first, LocalSettings.SMALL)) {
            owner = local.owner();
            application = local.application();
            admin = local.admin();
        }
        Path binaries = PostgresNode.binaries(first);
        PostgresNode one = new PostgresNode(binaries, first.resolve("data"), admin.password());
        PostgresNode other = new PostgresNode(binaries, folder.resolve("second"), admin.password());
        PostgresPair pair = new PostgresPair(owner, application, one, other);
        one.start("");
        pair.follow();
        return pair;
    }

    /** What leads an operator to whichever of the two is the primary. */
    Map<String, String> keys() {
        return Map.of(
                "spring.datasource.url",
                "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/pli?targetServerType=primary&hostRecheckSeconds=1"
                        .formatted(primary.port(), standby.port()),
                "spring.datasource.username",
                application.user(),
                "spring.datasource.password",
                application.password(),
                "pli.store.owner",
                owner.user(),
                "pli.store.owner-password",
                owner.password());
    }

    /** The primary. */
    Postgres primary() {
        return primary.postgres();
    }

    /** The primary dies for good, the standby takes its place. */
    void failOver() throws IOException, SQLException {
        primary.postgres().kill();
        PostgresNode dead = primary;
        primary = standby;
        standby = dead;
        try (Connection connection = primary.postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet promoted = statement.executeQuery("SELECT pg_promote(true, 60)")) {
            if (!promoted.next() || !promoted.getBoolean(1)) {
                throw new IOException("the standby was not promoted");
            }
        }
    }

    /** Makes the standby anew from the primary, and has the primary wait for it at each COMMIT. */
    void follow() throws IOException, SQLException, InterruptedException {
        try (Connection connection = primary.postgres().connect()) {
            standby.copy(connection, primary);
            standby.start("primary_conninfo = 'host=127.0.0.1 port=%d user=postgres password=%s'"
                    .formatted(primary.port(), primary.postgres().password()));
            try (Statement statement = connection.createStatement()) {
                statement.execute("ALTER SYSTEM SET synchronous_standby_names = '*'");
                statement.execute("SELECT pg_reload_conf()");
                Waiting.until("the standby is synchronous", PATIENCE, () -> isSynchronous(statement));
            }
        }
    }

    private static boolean isSynchronous(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT FROM pg_stat_replication WHERE state = 'streaming' AND sync_state = 'sync'")) {
            return rows.next();
        }
    }

    @Override
    public void close() throws IOException {
        primary.stop();
        standby.stop();
    }
}
