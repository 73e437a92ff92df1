package fr.pli.operator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * The mail system of {@code historique.mssante.fr}, which was there before: Debian's Postfix and Dovecot, with a master user. It delivers what is
 * for {@code dr.voisin@voisin.mssante.fr} to {@code archives} here, so that one sees what it was given for others.
 */
final class ExistingSystem {

    static final String DOMAIN = "historique.mssante.fr";
    /** Another domain of it, whose passwords are over. */
    static final String OVER = "revolu.mssante.fr";
    /** Of everybody who has one. */
    static final String PASSWORD = "azalée 7";

    private final Path folder;
    private final Path house;
    private final List<Integer> ports;
    private boolean started;

    private ExistingSystem(Path folder, Path house, List<Integer> ports) {
        this.folder = folder;
        this.house = house;
        this.ports = ports;
    }

    /** Chooses its ports. The house is where the certificates are. */
    static ExistingSystem prepare(Path house) throws IOException {
        Path folder = Files.createTempDirectory("pli-existing");
        Files.writeString(house.resolve("master-password"), "mot de maître\n");
        return new ExistingSystem(folder, house, freePorts(3));
    }

    /** What the operator is told of it. */
    Map<String, String> keys() {
        return Map.of(
                "pli.existing.domains",
                DOMAIN + "," + OVER,
                "pli.existing.imap",
                "localhost:" + ports.get(0),
                "pli.existing.smtp",
                "localhost:" + ports.get(1),
                "pli.existing.anchors",
                house.resolve("bundle.pem").toString(),
                "pli.existing.master",
                "pli",
                "pli.existing.master-password-file",
                house.resolve("master-password").toString(),
                "pli.legacy.domains." + DOMAIN,
                "2099-12-31",
                "pli.legacy.domains." + OVER,
                "2020-12-31");
    }

    /** Starts it, once; a test that needs it is skipped where it is not installed. */
    synchronized void start() throws IOException, InterruptedException {
        for (String program : List.of("/usr/sbin/dovecot", "/usr/sbin/postfix", "/usr/lib/dovecot/lmtp")) {
            Assumptions.assumeTrue(
                    Files.isExecutable(Path.of(program)),
                    "skipped: " + program + " is not installed (postfix, dovecot-imapd, dovecot-lmtpd)");
        }
        Assumptions.assumeTrue(Files.isWritable(Path.of("/etc")), "skipped: Postfix is started by root alone");
        if (started) {
            return;
        }
        Assumptions.assumeTrue(version().startsWith("2.3."), "skipped: the configuration is for Dovecot 2.3");
        for (String name : List.of("run", "state", "mail", "queue", "data", "postfix")) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.setPosixFilePermissions(folder.resolve("mail"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("masters"), "pli:{PLAIN}mot de maître\n");
        Files.writeString(
                folder.resolve("users"),
                String.join(
                        "",
                        Stream.of("marie", "paul", "archives")
                                .map(name -> name + "@" + DOMAIN + ":{PLAIN}" + PASSWORD + "\n")
                                .toList()));
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        fill("dovecot.conf", folder.resolve("dovecot.conf"));
        fill("main.cf", folder.resolve("postfix/main.cf"));
        fill("master.cf", folder.resolve("postfix/master.cf"));
        run("chown", "postfix", folder.resolve("data").toString());
        run("dovecot", "-c", folder.resolve("dovecot.conf").toString());
        run("postfix", "-c", folder.resolve("postfix").toString(), "start");
        Awaitility.await().until(() -> ports.stream().allMatch(ExistingSystem::isOpen));
        started = true;
    }

    /** All messages in the INBOX of a BAL there, as they are on its disk. */
    List<String> messages(String local) throws IOException {
        List<String> all = new ArrayList<>();
        for (String name : List.of("new", "cur")) {
            Path messages = folder.resolve("mail").resolve(local + "@" + DOMAIN).resolve(name);
            if (Files.isDirectory(messages)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(messages)) {
                    for (Path file : files) {
                        all.add(Files.readString(file));
                    }
                }
            }
        }
        return all;
    }

    private String version() throws IOException, InterruptedException {
        Path said = folder.resolve("version");
        new ProcessBuilder("dovecot", "--version")
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        return Files.readString(said);
    }

    private void stop() {
        try {
            execute("postfix", "-c", folder.resolve("postfix").toString(), "stop");
            execute("doveadm", "-c", folder.resolve("dovecot.conf").toString(), "stop");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fill(String template, Path file) throws IOException {
        try (InputStream in = ExistingSystem.class.getResourceAsStream("/existing/" + template)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(
                    file,
                    text.replace("${folder}", folder.toString())
                            .replace("${house}", house.toString())
                            .replace("${domain}", DOMAIN)
                            .replace("${imaps}", ports.get(0).toString())
                            .replace("${smtp}", ports.get(1).toString())
                            .replace("${lmtp}", ports.get(2).toString()));
        }
    }

    private void run(String... command) throws IOException, InterruptedException {
        if (execute(command) != 0) {
            throw new IOException(String.join(" ", command) + ": " + Files.readString(folder.resolve("said.log")));
        }
    }

    /** What it says goes to a file: a pipe would stay open as long as the daemons that it leaves. */
    private int execute(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("said.log").toFile()))
                .start()
                .waitFor();
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
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
