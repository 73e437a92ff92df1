package fr.pli.operator;

import fr.pli.postfixdovecot.MailPrograms;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        return new ExistingSystem(folder, house, MailPrograms.freePorts(3));
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
        if (started) {
            return;
        }
        Optional<String> obstacle = MailPrograms.obstacle();
        Assumptions.assumeTrue(obstacle.isEmpty(), () -> "skipped: " + obstacle.orElseThrow());
        String users = Stream.of("marie", "paul", "archives")
                .map(name -> name + "@" + DOMAIN + ":{PLAIN}" + PASSWORD + "\n")
                .collect(Collectors.joining());
        MailPrograms.start(
                folder,
                Map.of(
                        "masters", "pli:{PLAIN}mot de maître\n",
                        "users", users,
                        "dovecot.conf", template("dovecot.conf"),
                        "postfix/main.cf", template("main.cf"),
                        "postfix/master.cf", template("master.cf")),
                Map.of(
                        "house", house.toString(),
                        "domain", DOMAIN,
                        "imaps", ports.get(0).toString(),
                        "smtp", ports.get(1).toString(),
                        "lmtp", ports.get(2).toString()),
                ports);
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

    private static String template(String name) throws IOException {
        try (InputStream in = ExistingSystem.class.getResourceAsStream("/existing/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
