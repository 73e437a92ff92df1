package fr.pli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each kind of cell for a second, on a whole Pli: that what is counted was done. The figures themselves say nothing here. */
class PliContenderTest {

    static final Cell[] CELLS = {
        new Delivery("delivered", 2, 20_000, true),
        new Delivery("accepted", 2, 200_000, false),
        new Pushes("pushes", Duration.ofMillis(50)),
        new Logins("full", 2, false),
        new Logins("resumed", 2, true),
        new Visits("visits", 2, 20_000),
    };

    @TempDir
    static Path folder;

    private static PliContender pli;

    @BeforeAll
    static void start() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        pli = PliContender.start(folder, 2);
    }

    @AfterAll
    static void stop() {
        if (pli != null) {
            pli.close();
        }
    }

    @ParameterizedTest
    @FieldSource("CELLS")
    void a_cell_counts_what_was_done_and_what_it_cost(Cell cell) throws Exception {
        Cell.Outcome outcome = cell.run(pli, Duration.ofSeconds(1));
        assertThat(outcome.count()).isPositive().isEqualTo(outcome.latencies().length);
        assertThat(outcome.seconds()).isGreaterThanOrEqualTo(1);
        assertThat(outcome.cpuNanos()).isPositive();
    }
}
