package fr.pli.faults;

import fr.pli.postgres.PostgresUser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** One server of a pair: its folder, its port, and the commands that make it a standby, start it and stop it. */
final class PostgresNode {

    private static final String CONFIGURATION = "postgresql.conf";
    private static final String ALTERED = "postgresql.auto.conf";
    private static final String MARK = "# of the pair, over what stands above";

    private final Path binaries;
    private final Path data;
    private final String password;
    private final PostgresUser user = PostgresUser.find();
    private final int port = freePort();

    PostgresNode(Path binaries, Path data, String password) throws IOException {
        this.binaries = binaries;
        this.data = data;
        this.password = password;
    }

    /** The programs that a local PostgreSQL has unpacked in its folder. */
    static Path binaries(Path home) throws IOException {
        try (Stream<Path> all = Files.list(home)) {
            return all.filter(one -> one.getFileName().toString().startsWith("server-"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no server in " + home));
        }
    }

    int port() {
        return port;
    }

    Postgres postgres() {
        return new Postgres(data, password);
    }

    /** Starts it and waits until it takes connections. It waits for no standby at first. */
    void start(String more) throws IOException {
        String before = Files.readString(data.resolve(CONFIGURATION));
        int mark = before.indexOf(MARK);
        Files.writeString(
                data.resolve(CONFIGURATION),
                (mark < 0 ? before : before.substring(0, mark))
                        + String.join("\n", MARK, "port = " + port, "wal_keep_size = 1GB", more, ""));
        Files.writeString(data.resolve(ALTERED), "");
        Path hosts = data.resolve("pg_hba.conf");
        String replication = "host replication postgres 127.0.0.1/32 scram-sha-256\n";
        if (!Files.readString(hosts).contains(replication)) {
            Files.writeString(hosts, replication, StandardOpenOption.APPEND);
        }
        user.own(data);
        run("--wait", "--timeout=60", "--log=" + data.resolve("start.log"), "start");
    }

    /** Stops it where it runs. */
    void stop() throws IOException {
        if (postgres().isRunning()) {
            run("--wait", "--mode=immediate", "stop");
        }
    }

    /** Becomes what a standby of {@code primary} starts from: a base backup, taken while that one works. */
    void copy(Connection connection, PostgresNode primary) throws IOException, SQLException {
        FileSystemUtils.deleteRecursively(data);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('pair', true)");
            copy(primary.data);
            try (ResultSet label = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                label.next();
                Files.writeString(data.resolve("backup_label"), label.getString(1));
            }
        }
        Files.createFile(data.resolve("standby.signal"));
    }

    /** All but the WAL, which streams, and what is of that process alone. Files may vanish meanwhile. */
    private void copy(Path from) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectory(
                        data.resolve(from.relativize(folder)),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path name = from.relativize(file);
                if (!name.startsWith("pg_wal")
                        && !name.startsWith("postmaster.pid")
                        && !name.startsWith("standby.signal")) {
                    try {
                        Files.copy(file, data.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
                    } catch (NoSuchFileException e) {
                        return FileVisitResult.CONTINUE; // the WAL tells what became of it
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }

    private void run(String... command) throws IOException {
        List<String> all = Stream.concat(
                        Stream.of(binaries.resolve("bin/pg_ctl").toString(), "--pgdata=" + data), Stream.of(command))
                .toList();
        Process process = new ProcessBuilder(user.command(all))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0) {
                Path log = data.resolve("start.log");
                String said = Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
                throw new IOException("pg_ctl " + String.join(" ", command) + " failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
