package fr.pli.operator;

import static org.awaitility.Awaitility.await;

import fr.pli.operator.rules.Clamd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Debian's clamd, with one signature of our own and none of anybody else's. It looks at a megabyte and no more. */
public final class TestClamd implements AutoCloseable {

    /** What it finds. */
    public static final String BAD = "PLI-ESSAI-DE-SIGNATURE-ANTIVIRUS";

    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Path PROGRAM = Path.of("/usr/sbin/clamd");

    private final Process process;
    private final Path socket;

    private TestClamd(Process process, Path socket) {
        this.process = process;
        this.socket = socket;
    }

    /** One that has its files in a folder; the test is skipped where there is none. */
    public static TestClamd start(Path folder) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "skipped: clamd is not installed (clamav-daemon)");
        String signature = HexFormat.of().formatHex(BAD.getBytes(StandardCharsets.US_ASCII));
        Path database = Files.createDirectories(folder.resolve("db"));
        Files.writeString(database.resolve("pli.ndb"), "Pli.Essai:0:*:" + signature + "\n");
        Path socket = folder.resolve("socket");
        Path config = Files.write(
                folder.resolve("clamd.conf"),
                List.of(
                        "DatabaseDirectory " + database,
                        "LocalSocket " + socket,
                        "Foreground yes",
                        "StreamMaxLength 1M"));
        Process process = new ProcessBuilder(PROGRAM.toString(), "--config-file=" + config)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("clamd.log").toFile())
                .start();
        await().atMost(PATIENCE).until(() -> Files.exists(socket) || !process.isAlive());
        return new TestClamd(process, socket);
    }

    /** The client of it. */
    public Clamd client() {
        return Clamd.at(socket.toString(), PATIENCE);
    }

    /** Ends it. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
