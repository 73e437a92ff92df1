package fr.pli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** A PostgreSQL in a folder, as its files tell of it: where it listens, which process it is, how to look into it. */
record Postgres(Path folder, String password) {

    private static final int PORT_LINE = 3;

    /** The one that an operator started for itself. */
    static Postgres of(Path home) throws IOException {
        Properties passwords = new Properties();
        try (var in = Files.newBufferedReader(home.resolve("passwords.properties"))) {
            passwords.load(in);
        }
        return new Postgres(home.resolve("data"), passwords.getProperty("admin", ""));
    }

    /** A connection that may see and change everything. */
    Connection connect() throws IOException, SQLException {
        List<String> lines = Files.readAllLines(folder.resolve("postmaster.pid"));
        if (lines.size() <= PORT_LINE) {
            throw new IOException(folder + " is of a PostgreSQL that starts");
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + lines.get(PORT_LINE) + "/pli?connectTimeout=5&socketTimeout=60",
                "postgres",
                password);
    }

    /** Kills all of its processes, as a power cut would. */
    void kill() throws IOException {
        Optional<ProcessHandle> server = process();
        List<ProcessHandle> all = server.stream()
                .flatMap(one -> Stream.concat(Stream.of(one), one.descendants()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
    }

    /** Kills the first process only: the others find out. */
    void behead() throws IOException {
        process().ifPresent(one -> {
            one.destroyForcibly();
            one.onExit().join();
        });
    }

    /** Whether its first process lives. */
    boolean isRunning() throws IOException {
        return process().filter(ProcessHandle::isAlive).isPresent();
    }

    private Optional<ProcessHandle> process() throws IOException {
        try {
            return Files.readAllLines(folder.resolve("postmaster.pid")).stream()
                    .findFirst()
                    .map(Long::valueOf)
                    .flatMap(ProcessHandle::of);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
