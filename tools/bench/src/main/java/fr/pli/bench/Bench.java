package fr.pli.bench;

import fr.pli.igc.KeyKind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./pli bench}: loads Pli, and with {@code --against postfix-dovecot} Debian's Postfix with Dovecot in turn with it (A B A B), on
 * loopback of this machine. Shows per cell the median of the rounds, the spread, the ratio, and the server's processor time for each.
 */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures the whole path under load.")
public final class Bench implements Callable<Integer> {

    private static final int BALS = 4;
    private static final int BALS_TO_SOAK = 2_000;
    private static final int WINDOWS = 12;
    private static final Duration COLD = Duration.ofSeconds(10);

    @Option(names = "--against", paramLabel = "PEER", description = "postfix-dovecot: measures it in turn with Pli")
    private String against = "";

    @Option(names = "--rounds", defaultValue = "3", description = "how often each cell is measured (${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "10", description = "how long each time (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm",
            defaultValue = "30",
            description = "seconds of load before the first figure (${DEFAULT-VALUE})")
    private int warm;

    @Option(names = "--cell", paramLabel = "NAME", description = "only this cell; may stand several times")
    private List<String> only = new ArrayList<>();

    @Option(names = "--keys", description = "of the servers' certificates: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private KeyKind keys = KeyKind.RSA_2048;

    @Option(
            names = "--java",
            paramLabel = "OPTION",
            description = "an option for the Java of Pli, such as -XX:StartFlightRecording; may stand several times")
    private List<String> java = new ArrayList<>();

    @Option(
            names = "--soak",
            paramLabel = "MINUTES",
            description =
                    "instead of the cells, a mixed load at a steady pace for so long; what it looks for is what grows")
    private int soak;

    @Option(names = "--json", paramLabel = "FILE", description = "writes the figures there too")
    private @Nullable Path json;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description =
                    "writes the table into that page, between <!-- bench --> and <!-- /bench -->, or those named soak")
    private @Nullable Path page;

    /** Runs it; see the class. */
    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.WARNING); // Tomcat's own
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    @SuppressWarnings("SystemOut") // a program that talks to a person
    public Integer call() throws Exception {
        List<Cell> cells = only.isEmpty()
                ? Cells.ALL
                : Stream.of(Cells.ALL, Cells.GROWTH)
                        .flatMap(List::stream)
                        .filter(cell -> only.contains(cell.name()))
                        .toList();
        if (cells.isEmpty() || !(against.isEmpty() || against.equals("postfix-dovecot"))) {
            System.err.println("cells: "
                    + Stream.of(Cells.ALL, Cells.GROWTH)
                            .flatMap(List::stream)
                            .map(Cell::name)
                            .toList()
                    + "; peers: postfix-dovecot");
            return 2;
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Files.createTempDirectory(
                "pli-bench-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try (PliContender pli = PliContender.start(folder.resolve("pli"), soak > 0 ? BALS_TO_SOAK : BALS, keys, java)) {
            if (soak > 0) {
                soak(pli, out);
            } else {
                measure(cells, pli, folder, out);
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        return 0;
    }

    private void soak(PliContender pli, PrintStream out) throws Exception {
        String text = new Soak(
                        pli, Soak.Profile.DAY, WINDOWS, Duration.ofMinutes(soak).dividedBy(WINDOWS), out)
                .run();
        out.println();
        out.print(text);
        if (page != null) {
            new Page(page, "soak").write(soak + " minutes", text);
        }
    }

    private void measure(List<Cell> cells, PliContender pli, Path folder, PrintStream out) throws Exception {
        Optional<Contender> peer = against.isEmpty()
                ? Optional.empty()
                : Optional.of(PostfixDovecot.start(folder.resolve("peer"), pli.world(), pli.accounts()));
        try {
            List<Contender> contenders = new ArrayList<>(List.of(pli));
            peer.ifPresent(contenders::add);
            Results results = measure(cells, contenders, out);
            out.println();
            out.print(results.text());
            if (json != null) {
                Files.writeString(json, results.json());
            }
            if (page != null) {
                String name = keys == KeyKind.RSA_2048 ? "bench" : "bench " + keys;
                new Page(page, name).write(how(), results.text());
            }
        } finally {
            if (peer.isPresent()) {
                peer.get().close();
            }
        }
    }

    private String how() {
        return "%d rounds of %d s in turn after %d s of load".formatted(rounds, seconds, warm)
                + (keys == KeyKind.RSA_2048 ? "" : ", keys " + keys);
    }

    private Results measure(List<Cell> cells, List<Contender> contenders, PrintStream out) throws Exception {
        Results results = new Results();
        for (Contender contender : contenders) {
            if (only.isEmpty()) {
                results.add(Cells.COLD, contender.name(), Cells.COLD.run(contender, COLD));
            }
            out.println("warming " + contender.name());
            new Delivery("warm", 8, 20_000, true, Target.NONE).run(contender, Duration.ofSeconds(warm / 2));
            new Logins("warm", 8, Logins.How.TOKEN, Target.NONE).run(contender, Duration.ofSeconds(warm - warm / 2));
        }
        for (Cell cell : cells) {
            for (int round = 1; round <= rounds; round++) {
                for (Contender contender : contenders) {
                    if (!cell.suits(contender)) {
                        continue;
                    }
                    out.printf("%s %d %s: ", cell.name(), round, contender.name());
                    try {
                        Cell.Outcome outcome = cell.run(contender, Duration.ofSeconds(seconds));
                        results.add(cell, contender.name(), outcome);
                        out.printf("%.0f/s, %.2f ms CPU%n", outcome.rate(), outcome.cpuMillis());
                    } catch (IOException
                            | ExecutionException e) { // what one cannot do must not lose the others' figures
                        results.fail(cell, contender.name(), round, e);
                        out.println("failed, " + e);
                    }
                }
            }
        }
        return results;
    }
}
