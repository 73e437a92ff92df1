package fr.pli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.igc.KeyKind;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SoakTest {

    private static final Soak.Profile SMALL = new Soak.Profile(8, 20, 5, 5, 8);

    @TempDir
    Path folder;

    @Test
    void all_that_was_acknowledged_is_found_again_and_nobody_failed() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        try (PliContender pli = PliContender.start(folder, 4, KeyKind.P_256, List.of())) {
            String text = new Soak(pli, SMALL, 2, Duration.ofSeconds(2), nowhere).run();
            assertThat(text)
                    .contains("missing: 0.", "Failures of clients: 0; warnings and errors in the operator's log: 0.");
            assertThat(text.lines().filter(line -> line.startsWith("| 0 |"))).hasSize(2);
            assertThat(text).doesNotContain("NaN");
        }
    }
}
