package fr.pli.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** One local PostgreSQL for all tests of a run, and databases of their own on it. It stops with this process. */
final class TestPostgres {

    private static final Path HOME = Path.of("target/postgres");
    private static final LocalPostgres POSTGRES = start();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String name;

    private TestPostgres(String name) {
        this.name = name;
    }

    /** Spares a start in another folder the unpacking. */
    static void linkBinariesInto(Path folder) throws IOException {
        Path binaries = PostgresBinaries.unpackInto(HOME);
        Files.createSymbolicLink(folder.resolve(binaries.getFileName()), binaries.toAbsolutePath());
    }

    /** An empty database. */
    static TestPostgres fresh() {
        String name = "test_" + System.nanoTime() + "_" + DATABASES.incrementAndGet();
        try (Connection connection = connect(POSTGRES.admin())) {
            connection.createStatement().execute("CREATE DATABASE " + name + " OWNER pli_owner");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestPostgres(name);
    }

    /** A node on it, migrated. */
    Database open() {
        return Database.open(owner(), application(), Pool.STANDARD);
    }

    Access owner() {
        return here(POSTGRES.owner());
    }

    Access application() {
        return here(POSTGRES.application());
    }

    static Connection connect(Access access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.user(), access.password());
    }

    private Access here(Access access) {
        return new Access(access.url().replaceFirst("[^/]*$", name), access.user(), access.password());
    }

    private static LocalPostgres start() {
        try {
            return LocalPostgres.start(HOME, LocalSettings.SMALL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
