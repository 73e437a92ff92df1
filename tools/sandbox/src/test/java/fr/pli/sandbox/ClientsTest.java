package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.pli.igc.Credential;
import fr.pli.prosanteconnect.TokenKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other people's clients against a whole sandbox, each by its script in src/test/clients. */
class ClientsTest {

    private static final Path SCRIPTS = Path.of("src/test/clients").toAbsolutePath();
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    static Path folder;

    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        sandbox = Sandbox.start(folder, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Test
    void python_sends_and_reads() throws Exception {
        play("python3", SCRIPTS.resolve("python.py").toString());
    }

    @Test
    void curl_sends_and_reads() throws Exception {
        need("curl");
        play("bash", SCRIPTS.resolve("curl.sh").toString());
    }

    @Test
    void swaks_sends_with_a_certificate_and_is_refused_without() throws Exception {
        need("swaks");
        play("bash", SCRIPTS.resolve("swaks.sh").toString());
    }

    @Test
    void mbsync_synchronises_both_ways() throws Exception {
        need("mbsync");
        play("bash", SCRIPTS.resolve("mbsync.sh").toString());
    }

    @Test
    void mbsync_ends_with_the_same_tree_on_both_sides() throws Exception {
        need("mbsync");
        play("python3", SCRIPTS.resolve("mbsync_tree.py").toString());
    }

    @Test
    void angus_mail_is_told_in_idle() throws Exception {
        OperatorConnections connections = new OperatorConnections(sandbox.operator(), sandbox.trust());
        String token = sandbox.psc().token(TokenKind.GOOD, People.CLAIRE.id());
        Credential laboratory = sandbox.igc().application(People.LABORATORY).issue();
        try (AngusIdle angus = new AngusIdle(
                        sandbox.operator().port("persons.imaps"),
                        connections.context(Optional.empty()),
                        People.CLAIRE.bal().toString(),
                        token);
                LineClient client = connections.submissions("applications", Optional.of(laboratory))) {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(angus::isWaiting);
            client.smtp("AUTH PLAIN " + LineClient.plain(People.RESULTS.toString()));
            client.smtp("MAIL FROM:<" + People.RESULTS + ">");
            client.smtp("RCPT TO:<" + People.CLAIRE.bal() + ">");
            String message = "From: <" + People.RESULTS + ">\r\nSubject: Angus\r\n\r\nBonjour.\r\n";
            assertThat(client.data(message.getBytes(StandardCharsets.US_ASCII))).startsWith("250");

            assertThat(angus.subject()).isEqualTo("Angus");
        }
    }

    @Test
    void imapflow_and_nodemailer_send_idle_and_read() throws Exception {
        play("node", node().resolve("clients.mjs").toString());
    }

    @Test
    void imapflow_is_told_what_happened_while_it_was_away() throws Exception {
        play("node", node().resolve("qresync.mjs").toString());
    }

    /** Where the scripts of Node.js are, with what they need. */
    private static Path node() throws Exception {
        need("npm");
        Path work = Files.createDirectories(Path.of("target/clients").toAbsolutePath());
        for (String file : List.of("package.json", "clients.mjs", "qresync.mjs")) {
            Files.write(
                    work.resolve(file),
                    Files.readAllBytes(SCRIPTS.resolve("node").resolve(file)));
        }
        if (Files.notExists(work.resolve("node_modules/imapflow"))) {
            String[] install = {
                "npm",
                "install",
                "--silent",
                "--no-audit",
                "--no-fund",
                "--no-package-lock",
                "--fetch-retries=1",
                "--fetch-timeout=30000",
                "--prefix",
                work.toString()
            };
            assumeTrue(run(install).passed(), "skipped: npm cannot install imapflow and nodemailer here");
        }
        return work;
    }

    /** Skips the test, with a word, where a tool is not installed. */
    private static void need(String tool) throws Exception {
        int found = new ProcessBuilder("sh", "-c", "command -v " + tool).start().waitFor();
        assumeTrue(found == 0, "skipped: " + tool + " is not installed");
    }

    private static void play(String... command) throws IOException, InterruptedException {
        Played played = run(command);
        assertThat(played.passed()).as(played.said()).isTrue();
    }

    private static Played run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(new Handout(sandbox).variables());
        Path out = Files.createTempFile(folder, "client", ".log");
        Process process = builder.redirectOutput(out.toFile()).start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        return new Played(ended && process.exitValue() == 0, Files.readString(out));
    }

    /** How a command ended, and what it said. */
    private record Played(boolean passed, String said) {}
}
