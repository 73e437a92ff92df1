package fr.pli.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;

/**
 * A long run of a mixed load at a steady pace, far from the most that is possible: what it looks for is what grows. Time is cut into windows;
 * between two of them the Java of the operator collects its garbage, so that what is left can be compared, and what waits for that
 * is in no window.
 */
final class Soak {

    private static final Duration SETTLE = Duration.ofSeconds(5);

    private static final String HEAD = """
            | until minute | messages each second | 250 p50 · p99 ms | push p50 · p99 ms | log-in p50 · p99 ms | visit p50 · p99 ms | server CPU, cores | heap MB | server MB | failures |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    private final PliContender pli;
    private final Profile profile;
    private final int windows;
    private final Duration window;
    private final PrintStream out;
    private final Tally tally = new Tally();
    private final StringBuilder table = new StringBuilder(HEAD);

    /**
     * @param windows that are measured; one more, in which Java compiles, comes before them
     * @param window how long each is
     */
    Soak(PliContender pli, Profile profile, int windows, Duration window, PrintStream out) {
        this.pli = pli;
        this.profile = profile;
        this.windows = windows;
        this.window = window;
        this.out = out;
    }

    /** Runs it; returns the table, with the count of all messages below. */
    String run() throws Exception {
        long linesBefore = lines();
        AtomicLongArray accepted = new AtomicLongArray(pli.accounts().size());
        Waiters waiters = new Waiters(tally, accepted);
        Traffic traffic = new Traffic(pli, tally, accepted);
        try (ExecutorService renewing = Executors.newSingleThreadExecutor()) {
            try (waiters;
                    traffic) {
                out.println("opening " + profile.waiters() + " sessions");
                waiters.open(pli, profile.waiters());
                renewing.execute(() -> waiters.renew(new Pace(profile.renewals())));
                traffic.start(profile.messages(), profile.logins(), profile.visits());
                Thread.sleep(window);
                for (int n = 1; n <= windows; n++) {
                    line(window(window.multipliedBy(n)));
                }
            }
        }
        return table + "\n" + count(traffic) + "\n" + errors(linesBefore) + "\n";
    }

    private String window(Duration until) throws Exception {
        pli.collectGarbage();
        Thread.sleep(window.compareTo(SETTLE) < 0 ? window : SETTLE);
        tally.open();
        Span span = Span.start(pli);
        Thread.sleep(window);
        Tally.Window taken = tally.close();
        long messages = taken.of(Tally.Kind.DELIVERY).length;
        Cell.Outcome outcome = span.end(messages, new long[0]);
        return String.format(
                Locale.ROOT,
                "| %d | %.0f | %s | %s | %s | %s | %.2f | %.0f | %.0f | %d |",
                until.toMinutes(),
                outcome.rate(),
                times(taken.of(Tally.Kind.DELIVERY)),
                times(taken.of(Tally.Kind.PUSH)),
                times(taken.of(Tally.Kind.LOGIN)),
                times(taken.of(Tally.Kind.READ)),
                outcome.cpuNanos() / 1e9 / outcome.seconds(),
                pli.collectGarbage(),
                outcome.residentMegabytes(),
                tally.failures().size());
    }

    private void line(String line) {
        out.println(line);
        table.append(line).append('\n');
        tally.failures().stream().limit(3).forEach(out::println);
    }

    /** What was acknowledged, read and is left must agree. */
    private String count(Traffic traffic) throws IOException {
        long left = 0;
        for (Contender.Account account : pli.accounts()) {
            try (MailClient client = MailClient.imap(pli, account, Clients.full())) {
                left += MailClient.messages(client.imap("s", "STATUS INBOX (MESSAGES)"));
            }
        }
        long missing = traffic.acknowledged() - traffic.read() - left;
        return "Messages acknowledged: %d, fetched and expunged: %d, still there: %d, missing: %d."
                .formatted(traffic.acknowledged(), traffic.read(), left, missing);
    }

    private long lines() throws IOException {
        try (Stream<String> lines = Files.lines(pli.log())) {
            return lines.count();
        }
    }

    /** @param before lines of the start: there the operator warns of what it is told to accept for trials */
    private String errors(long before) throws IOException {
        try (Stream<String> lines = Files.lines(pli.log())) {
            List<String> errors = lines.skip(before)
                    .filter(line -> line.contains(" ERROR ") || line.contains(" WARN "))
                    .toList();
            errors.stream().limit(10).forEach(out::println);
            return "Failures of clients: %d; warnings and errors in the operator's log: %d."
                    .formatted(tally.failures().size(), errors.size());
        }
    }

    private static String times(long[] nanos) {
        return String.format(
                Locale.ROOT,
                "%.1f · %.1f",
                Statistics.percentile(List.of(nanos), 0.5),
                Statistics.percentile(List.of(nanos), 0.99));
    }

    /**
     * How much at once; the paces are per second.
     *
     * @param waiters sessions in IDLE
     * @param messages of 5 to 500 KB that are submitted
     * @param logins that do nothing more
     * @param visits that fetch and expunge all of an INBOX
     * @param renewals of IDLE, in all
     */
    record Profile(int waiters, double messages, double logins, double visits, double renewals) {

        /** A busy operator on a small machine. */
        static final Profile DAY = new Profile(10_000, 100, 50, 10, 15);
    }
}
