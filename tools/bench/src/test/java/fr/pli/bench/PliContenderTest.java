package fr.pli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.igc.KeyKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each kind of cell for a second, on a whole Pli: that what is counted was done. The figures themselves say nothing here. */
class PliContenderTest {

    static final Cell[] CELLS = {
        new Delivery("delivered", 2, 20_000, true, Target.NONE),
        new Delivery("accepted", 2, 200_000, false, Target.NONE),
        new Pushes("pushes", Duration.ofMillis(50), Target.NONE),
        new Logins("token", 2, Logins.How.TOKEN, Target.NONE),
        new Logins("resumed", 2, Logins.How.TOKEN_RESUMED, Target.NONE),
        new Logins("certificate", 2, Logins.How.CERTIFICATE, Target.NONE),
        new Visits("visits", 2, 20_000, Target.NONE),
        Reads.selectAgain(1000, Target.NONE),
        new Bound("bound", 2, 2_000),
        Reads.inside("bodies", 2, 1000, "FETCH 1:1000 BODY.PEEK[]", Target.NONE),
    };

    @TempDir
    static Path folder;

    private static PliContender pli;

    @BeforeAll
    static void start() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        pli = PliContender.start(folder, 2, KeyKind.P_256, List.of());
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
