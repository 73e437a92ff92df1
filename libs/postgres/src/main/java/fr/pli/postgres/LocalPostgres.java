package fr.pli.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of one's own in one folder, durable and closed to the other users of the machine: it listens on loopback, asks for a
 * password and has each commit on disk before it answers. Should it die, it is started again, and that is tried for as long as it takes: a
 * disk that was full has room again one day. It stops with this process, however that ends; one that outlived its process all the same is
 * stopped by the next start.
 */
public final class LocalPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LocalPostgres.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final String DATABASE = "pli";
    private static final String OWNER = "pli_owner";
    private static final String APPLICATION = "pli";

    private final FileChannel lock;
    private final PostgresServer server;
    private final Process guard;
    private final LocalSettings settings;
    private final LocalPasswords passwords;
    private final Duration longestPause;
    private volatile boolean closing;
    private volatile int failures;

    /** @param settings with the port that it listens on */
    private LocalPostgres(
            FileChannel lock,
            PostgresServer server,
            Process guard,
            LocalSettings settings,
            LocalPasswords passwords,
            Duration longestPause) {
        this.lock = lock;
        this.server = server;
        this.guard = guard;
        this.settings = settings;
        this.passwords = passwords;
        this.longestPause = longestPause;
    }

    /**
     * Starts it; the first time it also makes the data folder, the roles and the database.
     *
     * @param folder holds all of it; made if missing, and of no use to anybody else
     * @throws IOException if another process uses the folder, or PostgreSQL does not start; the message says why
     */
    public static LocalPostgres start(Path folder, LocalSettings settings) throws IOException {
        return start(folder, settings, PostgresUser.find(), LONGEST_PAUSE);
    }

    /** @param longestPause between two tries to start again one that died */
    static LocalPostgres start(Path folder, LocalSettings settings, PostgresUser user, Duration longestPause)
            throws IOException {
        Path home = Files.createDirectories(folder).toAbsolutePath();
        String mode = user == PostgresUser.NOBODY ? "rwx--x--x" : "rwx------";
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString(mode));
        FileChannel lock = lock(home.resolve("lock"));
        try {
            LocalPasswords passwords = LocalPasswords.in(home);
            PostgresServer server = new PostgresServer(home, user);
            server.initialise(passwords.admin());
            server.stopLeftOver();
            int port = server.start(settings);
            LocalPostgres postgres =
                    new LocalPostgres(lock, server, server.guard(), settings.withPort(port), passwords, longestPause);
            postgres.prepare();
            postgres.attend();
            log.info("postgres started folder={} port={} as={}", home, port, user);
            return postgres;
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** The role that owns the schema, for migrations. */
    public Access owner() {
        return access(DATABASE, OWNER, passwords.owner());
    }

    /** The role for daily work: it changes rows as far as its grants go, and no table. */
    public Access application() {
        return access(DATABASE, APPLICATION, passwords.application());
    }

    /** The role that may do everything, for backups and for tests. */
    public Access admin() {
        return access("postgres", "postgres", passwords.admin());
    }

    /** Stops the server and waits for it. */
    @Override
    public void close() throws IOException {
        closing = true;
        guard.getOutputStream().close();
        int exit = Shell.exitOf(guard);
        lock.close();
        log.info("postgres stopped port={} exit={}", settings.port(), exit);
    }

    /** Starts the server again, on the same port, should it die. */
    private void attend() throws IOException {
        Optional<ProcessHandle> running = server.process();
        if (running.isPresent()) {
            var _ = running.get().onExit().thenRun(this::revive);
        } else { // it has died since
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(this::revive);
        }
    }

    /** How often in a row it could not be started again, for tests. */
    int failures() {
        return failures;
    }

    private void revive() {
        if (closing) {
            return;
        }
        try {
            server.start(settings);
            attend();
            log.error("postgres had died and was started again port={} failures={}", settings.port(), failures);
            failures = 0;
        } catch (IOException
                | RuntimeException e) { // whatever it was, giving up would leave the operator without its mail
            int failed = failures + 1;
            failures = failed;
            Duration pause = pauseAfter(failed);
            log.error("postgres died and does not start again attempt={} next-in={}", failed, pause, e);
            CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::revive);
        }
    }

    /** A second longer after each failure, up to a limit. */
    private Duration pauseAfter(int failed) {
        Duration grown = Duration.ofSeconds(failed);
        return grown.compareTo(longestPause) < 0 ? grown : longestPause;
    }

    private Access access(String database, String user, String password) {
        return new Access("jdbc:postgresql://127.0.0.1:" + settings.port() + "/" + database, user, password);
    }

    /** Roles and database, unless they are there; the passwords in any case, so that the file is what counts. */
    private void prepare() throws IOException {
        Access admin = admin();
        try (Connection connection = DriverManager.getConnection(admin.url(), admin.user(), admin.password());
                Statement statement = connection.createStatement()) {
            if (isMissing(statement, "SELECT FROM pg_roles WHERE rolname = '" + OWNER + "'")) {
                statement.execute("CREATE ROLE " + OWNER + " LOGIN");
            }
            if (isMissing(statement, "SELECT FROM pg_roles WHERE rolname = '" + APPLICATION + "'")) {
                statement.execute("CREATE ROLE " + APPLICATION + " LOGIN");
            }
            PGConnection postgres = connection.unwrap(PGConnection.class);
            postgres.alterUserPassword(OWNER, passwords.owner().toCharArray(), "scram-sha-256");
            postgres.alterUserPassword(APPLICATION, passwords.application().toCharArray(), "scram-sha-256");
            if (isMissing(statement, "SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
            }
            statement.execute("REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
            statement.execute("GRANT CONNECT ON DATABASE " + DATABASE + " TO " + APPLICATION);
        } catch (SQLException e) {
            close();
            throw new IOException("the local PostgreSQL refuses its own roles: " + e.getMessage(), e);
        }
    }

    private static boolean isMissing(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException(inUse(file), e);
        }
        channel.close();
        throw new IOException(inUse(file));
    }

    private static String inUse(Path file) {
        return file.getParent() + " is in use by another process";
    }
}
