package fr.pli.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The operator's log as it grows: what a step caused is looked for in the lines that came after its start. */
final class OperatorLog {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long GLANCE_MS = 20;

    private final Path file;

    OperatorLog(Path file) {
        this.file = file;
    }

    /** Where the log ends now, in octets. */
    long end() throws IOException {
        return Files.size(file);
    }

    /**
     * Waits until a line after {@code from} holds all these pieces.
     *
     * @throws AssertionError if none comes in time; it shows the lines that came
     */
    void await(long from, String... pieces) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> lines = after(from);
        while (lines.stream().noneMatch(line -> holds(line, pieces))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "no line of the log has " + List.of(pieces) + " in:\n" + String.join("\n", lines));
            }
            TimeUnit.MILLISECONDS.sleep(GLANCE_MS);
            lines = after(from);
        }
    }

    /** Whether the whole log holds this text anywhere: tokens and INS must not be there. */
    boolean holds(String text) throws IOException {
        return Files.readString(file).contains(text);
    }

    private List<String> after(long from) throws IOException {
        byte[] all = Files.readAllBytes(file);
        return new String(all, (int) from, all.length - (int) from, StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static boolean holds(String line, String[] pieces) {
        for (String piece : pieces) {
            if (!line.contains(piece)) {
                return false;
            }
        }
        return true;
    }
}
