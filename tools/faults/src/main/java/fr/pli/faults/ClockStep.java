package fr.pli.faults;

import fr.pli.sandbox.OperatorProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The clock of the operator and of its PostgreSQL is set forward or back by up to 25 minutes, and later set right. It is that of the machine as
 * libfaketime shows it to them, so that the machine's own is left alone; the monotonic clock goes on, as it does when a real one is set.
 */
final class ClockStep implements Fault {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));
    private static final String FILE = "clock";
    private static final int LONGEST_SECONDS = 1500;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration NEAR = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "clock-step";
    }

    @Override
    public Optional<String> impossible() {
        return library().isPresent() ? Optional.empty() : Optional.of("libfaketime is not installed (faketime)");
    }

    @Override
    public Preparation prepare(Path folder) throws IOException {
        Path clock = Files.writeString(Files.createDirectories(folder).resolve(FILE), "+0");
        return new Preparation(
                Map.of(),
                Map.of(
                        "LD_PRELOAD", library().orElseThrow().toString(),
                        "FAKETIME_TIMESTAMP_FILE", clock.toString(),
                        "FAKETIME_CACHE_DURATION", "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                        "FAKETIME_FORCE_MONOTONIC_FIX", "0", // else timed waits return at once
                        "NO_FAKE_STAT", "1"),
                Optional.empty());
    }

    @Override
    public void strike(Site site, Random random) throws Exception {
        int by = 60 + random.nextInt(LONGEST_SECONDS - 60);
        set(site, Duration.ofSeconds(random.nextBoolean() ? by : -by));
    }

    @Override
    public void heal(Site site) throws Exception {
        set(site, Duration.ZERO);
    }

    private static void set(Site site, Duration step) throws Exception {
        Path clock = site.folder().resolve(FILE);
        Path next = Files.writeString(site.folder().resolve(FILE + ".next"), "%+d".formatted(step.toSeconds()));
        Files.move(next, clock, StandardCopyOption.ATOMIC_MOVE);
        Waiting.until("the operator's clock is " + step + " off", PATIENCE, () -> isNear(time(site.operator()), step));
    }

    private static boolean isNear(Instant shown, Duration step) {
        Duration off = Duration.between(Instant.now().plus(step), shown);
        return off.abs().compareTo(NEAR) < 0;
    }

    /** What time it is for the operator: its HTTP server tells. */
    private static Instant time(OperatorProcess operator) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI there = URI.create("http://127.0.0.1:" + operator.port("api") + "/actuator/health");
            HttpResponse<Void> answer =
                    http.send(HttpRequest.newBuilder(there).build(), HttpResponse.BodyHandlers.discarding());
            String date = answer.headers().firstValue("Date").orElseThrow();
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        }
    }

    private static Optional<Path> library() {
        return LIBRARIES.stream().filter(Files::exists).findFirst();
    }
}
