package fr.pli.postfixdovecot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Postfix and Dovecot of Debian in a folder of their own, with the configuration of whoever starts them. They need root. They are daemons, so they
 * are stopped with this process at the latest.
 */
public final class MailPrograms implements AutoCloseable {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
    private static final Duration TO_START = Duration.ofSeconds(20);
    private static final long GLANCE_MS = 50;

    private final Path folder;

    private MailPrograms(Path folder) {
        this.folder = folder;
    }

    /** Why they cannot be started here; empty if they can. */
    public static Optional<String> obstacle() throws IOException, InterruptedException {
        for (String program : List.of("/usr/sbin/dovecot", "/usr/sbin/postfix", "/usr/lib/dovecot/lmtp")) {
            if (!Files.isExecutable(Path.of(program))) {
                return Optional.of(program + " is not installed (postfix, dovecot-imapd, dovecot-lmtpd)");
            }
        }
        if (!Files.isWritable(Path.of("/etc"))) {
            return Optional.of("Postfix is started by root alone");
        }
        Path said = Files.createTempFile("dovecot", "version");
        try {
            new ProcessBuilder("dovecot", "--version")
                    .redirectOutput(said.toFile())
                    .start()
                    .waitFor();
            return Files.readString(said).startsWith("2.3.")
                    ? Optional.empty()
                    : Optional.of("the configuration is for Dovecot 2.3");
        } finally {
            Files.delete(said);
        }
    }

    /**
     * Starts both and waits until they listen.
     *
     * @param configuration texts by name of file below the folder, with <code>${…}</code>: {@code dovecot.conf}, {@code postfix/main.cf},
     *     {@code postfix/master.cf}, and what they name
     * @param values of the variables; {@code folder} is known
     * @param ports that must be open before they count as started
     * @throws IOException if they are not installed or do not open their ports; the message names the log
     */
    public static MailPrograms start(
            Path folder, Map<String, String> configuration, Map<String, String> values, List<Integer> ports)
            throws IOException, InterruptedException {
        for (String name : List.of("run", "state", "mail", "queue", "data", "postfix")) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.setPosixFilePermissions(folder.resolve("mail"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (Map.Entry<String, String> each : configuration.entrySet()) {
            Files.writeString(folder.resolve(each.getKey()), filled(each.getValue(), folder, values));
        }
        MailPrograms started = new MailPrograms(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(started::stopIfThere));
        started.run("chown", "postfix", folder.resolve("data").toString());
        started.run("dovecot", "-c", folder.resolve("dovecot.conf").toString());
        started.run("postfix", "-c", folder.resolve("postfix").toString(), "start");
        for (int port : ports) {
            started.awaitOpen(port);
        }
        return started;
    }

    /** Ports of the loopback address that nobody listens at now. */
    public static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int n = 0; n < count; n++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    /** Process ids of both are in these files. */
    public List<Path> pidFiles() {
        return List.of(folder.resolve("run/master.pid"), folder.resolve("queue/pid/master.pid"));
    }

    /** Stops what runs of them; what does not run says so, and that is as it shall be. */
    @Override
    public void close() throws IOException {
        try {
            execute("postfix", "-c", folder.resolve("postfix").toString(), "stop");
            execute("doveadm", "-c", folder.resolve("dovecot.conf").toString(), "stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted; they may still run", e);
        }
    }

    private void stopIfThere() {
        try {
            if (Files.exists(folder)) {
                close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String filled(String text, Path folder, Map<String, String> values) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            String name = found.group(1);
            String value = name.equals("folder") ? folder.toString() : values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("the configuration names " + name + ", which has no value");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private void awaitOpen(int port) throws IOException, InterruptedException {
        long end = System.nanoTime() + TO_START.toNanos();
        while (!isOpen(port)) {
            if (System.nanoTime() > end) {
                throw new IOException("nothing listens on " + port + "; the logs are in " + folder);
            }
            Thread.sleep(GLANCE_MS);
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void run(String... command) throws IOException, InterruptedException {
        if (execute(command) != 0) {
            throw new IOException(String.join(" ", command) + ": " + Files.readString(said()));
        }
    }

    /** What it says goes to a file: a pipe would stay open as long as the daemons that it leaves. Returns the exit status. */
    private int execute(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(said().toFile()))
                .start()
                .waitFor();
    }

    private Path said() {
        return folder.resolve("commands.log");
    }
}
