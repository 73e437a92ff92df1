package fr.pli.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.util.FileSystemUtils;

/** The commands of one PostgreSQL server in one folder, as {@code initdb} and {@code pg_ctl} give them. */
final class PostgresServer {

    private static final int STARTS = 5;
    private static final String SECONDS_TO_RECOVER = "600";
    private static final String SECONDS_TO_STOP = "60";

    private final Path folder;
    private final Path binaries;
    private final Path data;
    private final PostgresUser user;

    /** @throws IOException if there is no PostgreSQL for this machine, or no room for it */
    PostgresServer(Path folder, PostgresUser user) throws IOException {
        this.folder = folder;
        this.binaries = PostgresBinaries.unpackInto(folder);
        this.data = folder.resolve("data");
        this.user = user;
    }

    /** Makes the data folder, once: UTF-8, in the byte order of the characters on every system for ever, checksums on its pages. */
    void initialise(String adminPassword) throws IOException {
        if (Files.exists(data)) {
            return;
        }
        Path unfinished = privateFolder();
        Path password = Files.createTempFile(folder, "admin", null);
        try {
            Files.writeString(password, adminPassword);
            user.own(password);
            user.own(unfinished);
            run(List.of(
                    program("initdb"),
                    "--pgdata=" + unfinished,
                    "--username=postgres",
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--data-checksums",
                    "--no-instructions"));
        } catch (IOException e) {
            FileSystemUtils.deleteRecursively(unfinished);
            throw e;
        } finally {
            Files.delete(password);
        }
        Files.writeString(
                unfinished.resolve("pg_hba.conf"),
                "# Written by Pli: a password from this machine, nothing else.\nhost all all 127.0.0.1/32 scram-sha-256\n");
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Stops the server that a killed process left behind, if there is one. */
    void stopLeftOver() throws IOException {
        boolean runs = Shell.run(user.command(List.of(program("pg_ctl"), "--pgdata=" + data, "status")))
                .succeeded();
        if (runs) {
            run(stop());
        }
    }

    /**
     * Starts it and waits until it has recovered and takes connections.
     *
     * @return its port
     */
    int start(LocalSettings settings) throws IOException {
        for (int i = 1; ; i++) {
            int port = settings.port() == 0 ? freePort() : settings.port();
            Files.write(data.resolve("postgresql.conf"), settings.lines(port));
            Path log = data.resolve("start.log");
            Files.deleteIfExists(log);
            Shell.Outcome outcome = Shell.run(user.command(List.of(
                    program("pg_ctl"),
                    "--pgdata=" + data,
                    "--log=" + log,
                    "--wait",
                    "--timeout=" + SECONDS_TO_RECOVER,
                    "start")));
            if (outcome.succeeded()) {
                return port;
            }
            if (settings.port() != 0 || i == STARTS) {
                String said = Files.exists(log) ? Files.readString(log).strip() : outcome.output();
                throw new IOException("PostgreSQL does not start in " + data + ": " + said);
            }
        }
    }

    /** The server process that runs now. */
    Optional<ProcessHandle> process() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
        return ProcessHandle.of(pid);
    }

    /**
     * Starts the guard: it stops the server when its standard input ends, as it does when this process ends in whatever way. It ignores the
     * signals that a terminal sends to all of its processes.
     */
    Process guard() throws IOException {
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", "trap '' INT TERM HUP; cat >/dev/null; exec \"$@\"", "postgres-guard"));
        command.addAll(user.command(stop()));
        return Shell.builder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private List<String> stop() {
        return List.of(
                program("pg_ctl"), "--pgdata=" + data, "--mode=fast", "--wait", "--timeout=" + SECONDS_TO_STOP, "stop");
    }

    private void run(List<String> command) throws IOException {
        Shell.Outcome outcome = Shell.run(user.command(command));
        if (!outcome.succeeded()) {
            throw new IOException(Path.of(command.getFirst()).getFileName() + " failed: " + outcome.output());
        }
    }

    private String program(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }

    private Path privateFolder() throws IOException {
        return Files.createTempDirectory(
                folder,
                "initialising",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
