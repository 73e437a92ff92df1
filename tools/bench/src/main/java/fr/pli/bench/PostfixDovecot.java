package fr.pli.bench;

import fr.pli.igc.Credential;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Debian's Postfix with Dovecot, as an operator would otherwise run them: submission and IMAP inside TLS, XOAUTH2 with introspection at the
 * same PSC, delivery by LMTP into maildir, every message on disk before it is accepted and before it is delivered. Needs root, as they do.
 */
final class PostfixDovecot implements Contender {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
    private static final Duration TO_START = Duration.ofSeconds(20);
    private static final long GLANCE_MS = 50;
    private static final String SAID = "commands.log";

    private final Path folder;
    private final World world;
    private final List<Account> accounts;
    private final int imaps;
    private final int submissions;
    private final ProcessGroup processes;

    private PostfixDovecot(
            Path folder, World world, List<Account> accounts, int imaps, int submissions, ProcessGroup processes) {
        this.folder = folder;
        this.world = world;
        this.accounts = accounts;
        this.imaps = imaps;
        this.submissions = submissions;
        this.processes = processes;
    }

    /** What both need to know of the world around them. */
    record World(
            String domain,
            Path certificate,
            Path key,
            Path trust,
            String introspection,
            Account application,
            Credential applicationCertificate) {}

    /**
     * Starts both.
     *
     * @throws IOException if they are not installed or do not open their listeners; the message names the log
     */
    static PostfixDovecot start(Path folder, World world, List<Account> accounts)
            throws IOException, InterruptedException {
        for (String name : List.of("run", "state", "mail", "queue", "data", "postfix")) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.setPosixFilePermissions(folder.resolve("mail"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<Integer> free = freePorts(4);
        Map<String, String> values = new HashMap<>(Map.of(
                "folder", folder.toString(),
                "domain", world.domain(),
                "certificate", world.certificate().toString(),
                "key", world.key().toString(),
                "trust", world.trust().toString(),
                "introspection", world.introspection()));
        values.put("imaps", free.get(0).toString());
        values.put("submissions", free.get(1).toString());
        values.put("lmtp", free.get(2).toString());
        values.put("sasl", free.get(3).toString());
        fill("dovecot.conf", folder.resolve("dovecot.conf"), values);
        fill("oauth2.conf", folder.resolve("oauth2.conf"), values);
        fill("main.cf", folder.resolve("postfix/main.cf"), values);
        fill("master.cf", folder.resolve("postfix/master.cf"), values);
        stopWithUs(folder);
        run(folder, "chown", "postfix", folder.resolve("data").toString());
        run(folder, "dovecot", "-c", folder.resolve("dovecot.conf").toString());
        run(folder, "postfix", "-c", folder.resolve("postfix").toString(), "start");
        for (int port : free) {
            awaitOpen(port, folder);
        }
        return new PostfixDovecot(
                folder,
                world,
                accounts,
                free.get(0),
                free.get(1),
                ProcessGroup.of(List.of(folder.resolve("run/master.pid"), folder.resolve("queue/pid/master.pid"))));
    }

    @Override
    public String name() {
        return "Postfix + Dovecot";
    }

    @Override
    public int port(Service service) {
        return switch (service) {
            case IMAPS, APPLICATION_IMAPS -> imaps;
            case SUBMISSIONS -> submissions;
        };
    }

    /** Who asks for a certificate is the same Dovecot at another address. */
    @Override
    public InetSocketAddress address(Service service) {
        return service == Service.APPLICATION_IMAPS
                ? new InetSocketAddress("127.0.0.2", imaps)
                : Contender.super.address(service);
    }

    @Override
    public Account application() {
        return world.application();
    }

    @Override
    public Credential certificate() {
        return world.applicationCertificate();
    }

    @Override
    public List<Account> accounts() {
        return accounts;
    }

    /** Dovecot keeps its indexes beside the messages, and renews them at each copy. */
    @Override
    public void forget(Account account) throws IOException {
        Path home = folder.resolve("mail")
                .resolve(account.address().substring(0, account.address().indexOf('@')));
        try (Stream<Path> all = Files.walk(home)) {
            for (Path index : all.filter(file -> file.getFileName().toString().startsWith("dovecot.index"))
                    .toList()) {
                Files.delete(index);
            }
        }
    }

    @Override
    public Usage usage() {
        return processes.usage();
    }

    @Override
    public void close() throws IOException {
        stop(folder);
    }

    /** Stops what runs of them; what does not run answers that, and is as it shall be. */
    private static void stop(Path folder) throws IOException {
        try {
            execute(folder, "postfix", "-c", folder.resolve("postfix").toString(), "stop");
            execute(folder, "doveadm", "-c", folder.resolve("dovecot.conf").toString(), "stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted; they may still run", e);
        }
    }

    /** They are daemons, so they would outlive a run that is broken off. */
    private static void stopWithUs(Path folder) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                if (Files.exists(folder)) {
                    stop(folder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    private static void awaitOpen(int port, Path folder) throws IOException, InterruptedException {
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

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        if (execute(folder, command) != 0) {
            throw new IOException(String.join(" ", command) + ": " + Files.readString(folder.resolve(SAID)));
        }
    }

    /** What it says goes to a file: a pipe would stay open as long as the daemons that it leaves. Returns the exit status. */
    private static int execute(Path folder, String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve(SAID).toFile()))
                .start()
                .waitFor();
    }

    private static void fill(String template, Path file, Map<String, String> values) throws IOException {
        try (InputStream in = PostfixDovecot.class.getResourceAsStream("peers/" + template)) {
            if (in == null) {
                throw new IOException("peers/" + template + " is missing from the build");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(
                    file,
                    VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(values.get(found.group(1)))));
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
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
}
