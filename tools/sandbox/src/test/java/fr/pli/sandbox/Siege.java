package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.prosanteconnect.TokenKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An operator with a small heap, and what must hold while it is attacked: its memory stays below a bound, another client's small work is
 * hardly slowed down, nothing fails in its log, and it serves who comes after. docs/security.md tells the same with the attacks.
 */
final class Siege implements AutoCloseable {

    /** Counts as docs/security.md gives them, instead of those that suit every build. */
    static final boolean FULL = "full".equals(System.getProperty("pli.hostile"));

    /** What a client has until it must be known, for the attacks that wait for it. */
    static final Duration TO_LOG_IN = Duration.ofSeconds(5);

    /** What each run measured: test, p99 in ms without and with the attack, pieces of work, most MiB. */
    private static final Path FIGURES = Path.of("target", "hostile.csv");

    private static final List<String> JAVA = List.of("-XX:TieredStopAtLevel=1", "-Xmx256m");
    private static final long MOST_MEMORY_MIB = 512;
    private static final int SLOWER = 3;

    /** Times are promised of a machine that does nothing else. A build may share its machine: there it shows that nobody is left waiting. */
    private static final Duration FLOOR = Duration.ofMillis(FULL ? 50 : 1_000);

    private static final int ROUNDS_IN_PEACE = 25;
    private static final int ROUNDS_TO_WARM_UP = 200;

    /** Something hostile, from its begin to its end. */
    interface Attack {
        void run() throws Exception;
    }

    private final Path folder;
    private final Sandbox sandbox;
    private final OperatorConnections connections;
    private Duration peace = Duration.ZERO;
    private String test = "";

    private Siege(Path folder, Sandbox sandbox) {
        this.folder = folder;
        this.sandbox = sandbox;
        connections = new OperatorConnections(sandbox.operator(), sandbox.trust());
    }

    static Siege lay() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(
                "siege", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        Map<String, String> keys = Map.of("pli.session.login", TO_LOG_IN.toSeconds() + "s");
        Siege siege = new Siege(folder, Sandbox.start(folder, keys, JAVA));
        try (Witness warming = new Witness(siege)) {
            warming.work(ROUNDS_TO_WARM_UP);
            siege.peace = warming.work(4 * ROUNDS_IN_PEACE);
        }
        return siege;
    }

    /** Plays the attack and checks all that is promised. */
    void withstands(Attack attack) throws Exception {
        Path journal = sandbox.operator().log();
        long logged = Files.size(journal);
        Memory memory = Memory.of(sandbox.operator().process());
        try (Witness witness = new Witness(this)) {
            Duration now = witness.work(ROUNDS_IN_PEACE);
            Duration usual = now.compareTo(peace) > 0 ? now : peace;
            memory.forgetPeak();
            Witness.Times war = witness.during(attack);
            long peak = memory.peakMib();
            note(war, usual, peak);
            assertThat(war.p99())
                    .as("p99 of another client's work; %s without the attack", usual)
                    .isLessThanOrEqualTo(usual.multipliedBy(SLOWER).plus(FLOOR));
            assertThat(peak).as("most resident memory, in MiB").isLessThanOrEqualTo(MOST_MEMORY_MIB);
        }
        try (Witness after = new Witness(this)) {
            after.work(1);
        }
        byte[] all = Files.readAllBytes(journal);
        assertThat(new String(all, (int) logged, all.length - (int) logged, StandardCharsets.UTF_8))
                .doesNotContain("OutOfMemoryError", "StackOverflowError", " ERROR ");
    }

    /** Says which test attacks now. */
    Siege by(String name) {
        test = name;
        return this;
    }

    private void note(Witness.Times war, Duration usual, long peak) throws IOException {
        String row =
                "%s,%d,%d,%d,%d%n".formatted(test, usual.toMillis(), war.p99().toMillis(), war.pieces(), peak);
        Files.writeString(FIGURES, row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    OperatorConnections connections() {
        return connections;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** IMAP of a person, open. */
    LineClient reader(People.Professional who) throws IOException {
        LineClient client = connections.imaps("persons", Optional.empty());
        assertThat(client.imap("a", "AUTHENTICATE XOAUTH2 " + proof(who))).startsWith("OK");
        return client;
    }

    /** IMAP of a person with her INBOX selected. */
    LineClient inbox(People.Professional who) throws IOException {
        LineClient client = reader(who);
        assertThat(client.imap("a", "SELECT INBOX")).startsWith("OK");
        return client;
    }

    /** Submission of a person, open. */
    LineClient sender(People.Professional who) throws IOException {
        LineClient client = connections.submissions("persons", Optional.empty());
        assertThat(client.smtp("AUTH XOAUTH2 " + proof(who))).startsWith("235");
        return client;
    }

    private String proof(People.Professional who) {
        return LineClient.xoauth2(who.bal().toString(), sandbox.psc().token(TokenKind.GOOD, who.id()));
    }

    @Override
    public void close() throws IOException {
        sandbox.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
