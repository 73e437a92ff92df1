package fr.pli.faults;

import fr.pli.bench.Page;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./pli bench --faults}: breaks one thing after the other under load, many times each, and audits what the operator holds after each
 * time. Exit code 1 if an acknowledged message is lost or there twice, or anything else is not as it must be.
 */
@Command(name = "bench --faults", mixinStandardHelpOptions = true, description = "Breaks things under load and audits.")
public final class Faults implements Callable<Integer> {

    /** Those of one operator; {@link ExchangeRun} has two. */
    static final List<Supplier<Fault>> ALL = List.of(
            OperatorKilled::new,
            PostgresKilled::new,
            BothKilled::new,
            PscCut::new,
            PscSlow::new,
            CrlGone::new,
            DiskFull::new,
            PoolFull::new,
            ClockStep::new,
            FailOver::new);

    @Option(names = "--times", defaultValue = "20", description = "how often each (${DEFAULT-VALUE})")
    private int times;

    @Option(names = "--fault", paramLabel = "NAME", description = "only this one; may stand several times")
    private List<String> only = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "of the random moments; else another one each time")
    private @Nullable Long seed;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "writes the table into that page, between <!-- faults --> and <!-- /faults -->")
    private @Nullable Path page;

    /** Runs it; see the class. */
    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.WARNING); // Tomcat's own
        String[] own = Arrays.stream(arguments)
                .filter(one -> !one.equals("--faults")) // which led here
                .toArray(String[]::new);
        System.exit(new CommandLine(new Faults()).execute(own));
    }

    @Override
    @SuppressWarnings("SystemOut") // a program that talks to a person
    public Integer call() throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<Fault> chosen = ALL.stream()
                .map(Supplier::get)
                .filter(fault -> only.isEmpty() || only.contains(fault.name()))
                .toList();
        boolean exchange = only.isEmpty() || only.contains(ExchangeRun.NAME);
        if (chosen.isEmpty() && !exchange) {
            out.println("faults: " + ALL.stream().map(each -> each.get().name()).toList() + " and " + ExchangeRun.NAME);
            return 2;
        }
        long start = seed == null ? new Random().nextLong() : seed;
        out.println("seed " + start);
        Tally tally = new Tally();
        for (Fault fault : chosen) {
            String impossible = fault.impossible().orElse("");
            if (impossible.isEmpty()) {
                run(fault.name(), () -> new FaultRun(fault, times, new Random(start)).run(), tally, out);
            } else {
                tally.skip(fault.name(), impossible);
                out.println(fault.name() + ": left out, " + impossible);
            }
        }
        if (exchange) {
            run(ExchangeRun.NAME, () -> new ExchangeRun(times, new Random(start)).run(), tally, out);
        }
        out.println(tally.sum());
        if (page != null) {
            new Page(page, "faults").write("%d times each".formatted(times), tally.table());
        }
        return tally.isAllWell() ? 0 : 1;
    }

    /** One that cannot be played to its end must not lose what the others found. */
    private static void run(String name, Callable<FaultRun.Outcome> play, Tally tally, PrintStream out) {
        FaultRun.Outcome outcome;
        try {
            outcome = play.call();
        } catch (Exception e) {
            e.printStackTrace(out);
            outcome = new FaultRun.Outcome(name, 0, 0, 0, 0, 0, Duration.ZERO, List.of("broken off, " + e));
        }
        tally.add(outcome);
        out.println(Tally.line(outcome));
        outcome.broken().forEach(what -> out.println("  " + what));
    }

    /** Sums outcomes up. */
    private static final class Tally {

        private final List<FaultRun.Outcome> outcomes = new ArrayList<>();
        private final StringBuilder rows = new StringBuilder();

        void add(FaultRun.Outcome one) {
            outcomes.add(one);
            rows.append("| %s | %d | %d | %d | %d | %d | %s | %s |\n"
                    .formatted(
                            one.fault(),
                            one.times(),
                            one.acknowledged(),
                            one.lost(),
                            one.duplicated(),
                            one.excuses(),
                            seconds(one),
                            one.broken().isEmpty() ? "none" : one.broken().getFirst()));
        }

        void skip(String fault, String why) {
            rows.append("| %s | 0 | | | | | | left out: %s |\n".formatted(fault, why));
        }

        static String line(FaultRun.Outcome one) {
            return "%s: %d times, %d acknowledged, %d lost, %d duplicated, %d temporary errors, at work again within %s s%s"
                    .formatted(
                            one.fault(),
                            one.times(),
                            one.acknowledged(),
                            one.lost(),
                            one.duplicated(),
                            one.excuses(),
                            seconds(one),
                            one.broken().isEmpty() ? "" : ", BROKEN");
        }

        String sum() {
            return "messages acknowledged: %d, lost: %d, duplicated: %d"
                    .formatted(
                            outcomes.stream()
                                    .mapToInt(FaultRun.Outcome::acknowledged)
                                    .sum(),
                            outcomes.stream().mapToInt(FaultRun.Outcome::lost).sum(),
                            outcomes.stream()
                                    .mapToInt(FaultRun.Outcome::duplicated)
                                    .sum());
        }

        String table() {
            return "| fault | times | messages acknowledged | lost | duplicated | temporary errors | at work again within, s | anything else |\n"
                    + "| --- | --- | --- | --- | --- | --- | --- | --- |\n" + rows + "\n`" + sum() + "`\n";
        }

        boolean isAllWell() {
            return outcomes.stream().allMatch(one -> one.broken().isEmpty());
        }

        private static String seconds(FaultRun.Outcome one) {
            return String.format(Locale.ROOT, "%.1f", one.recovery().toMillis() / 1e3);
        }
    }
}
