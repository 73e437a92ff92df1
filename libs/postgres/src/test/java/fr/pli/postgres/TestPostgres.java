package fr.pli.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One local PostgreSQL for all tests of a run, and databases of their own on it. It stops with this process. */
public final class TestPostgres {

    static final Path HOME = Path.of("target/postgres");
    private static final LocalPostgres POSTGRES = start();
    private static final TestPostgres MIGRATED = migrated();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String name;

    private TestPostgres(String name) {
        this.name = name;
    }

    /** The server that all share. */
    static LocalPostgres server() {
        return POSTGRES;
    }

    /** Spares a start in another folder the unpacking. */
    public static void linkBinariesInto(Path folder) throws IOException {
        Path binaries = PostgresBinaries.unpackInto(HOME);
        Files.createSymbolicLink(folder.resolve(binaries.getFileName()), binaries.toAbsolutePath());
    }

    /** A database with the schema and no row in it. */
    public static TestPostgres fresh() {
        return create("test_" + DATABASES.incrementAndGet(), "TEMPLATE " + MIGRATED.name);
    }

    /** A node on it. */
    public Database open() {
        return Database.open(owner(), application(), Pool.STANDARD);
    }

    public Access owner() {
        return here(POSTGRES.owner());
    }

    public Access application() {
        return here(POSTGRES.application());
    }

    /** The first column, as text, as the owner of the server sees it. */
    public List<String> ask(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect(here(POSTGRES.admin()));
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /** Does what no node would do, as the owner of the server. */
    public void run(String statement) throws SQLException {
        try (Connection connection = connect(here(POSTGRES.admin()))) {
            connection.createStatement().execute(statement);
        }
    }

    public static Connection connect(Access access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.user(), access.password());
    }

    private Access here(Access access) {
        return new Access(access.url().replaceFirst("[^/]*$", name), access.user(), access.password());
    }

    private static LocalPostgres start() {
        try {
            LocalPostgres postgres = LocalPostgres.start(HOME, LocalSettings.SMALL);
            try (Connection connection = connect(postgres.admin())) {
                dropOld(connection);
            }
            return postgres;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void dropOld(Connection connection) throws SQLException {
        List<String> old = new ArrayList<>();
        try (ResultSet rows = connection
                .createStatement()
                .executeQuery("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'")) {
            while (rows.next()) {
                old.add(rows.getString(1));
            }
        }
        for (String name : old) {
            connection.createStatement().execute("DROP DATABASE " + name);
        }
    }

    private static TestPostgres migrated() {
        TestPostgres template = create("test_template", "");
        template.open().close();
        return template;
    }

    private static TestPostgres create(String name, String options) {
        try (Connection connection = connect(POSTGRES.admin())) {
            connection.createStatement().execute("CREATE DATABASE " + name + " OWNER pli_owner " + options);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestPostgres(name);
    }
}
