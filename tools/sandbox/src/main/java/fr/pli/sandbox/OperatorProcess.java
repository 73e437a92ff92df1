package fr.pli.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** An operator in a process of its own, as it would run in production, with its log in a file. */
public final class OperatorProcess implements AutoCloseable {

    private static final Duration TO_START = Duration.ofMinutes(3);
    private static final Duration TO_STOP = Duration.ofSeconds(30);
    private static final long GLANCE_MS = 50;

    private final Process process;
    private final Path log;
    private final Properties listeners;

    /** Options of Java for a short life: without the second compiler. */
    public static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-Xmx512m");

    private OperatorProcess(Process process, Path log, Properties listeners) {
        this.process = process;
        this.log = log;
        this.listeners = listeners;
    }

    /**
     * Starts one and waits until all its listeners are open.
     *
     * @param folder for its data and its log; one operator each
     * @param settings its keys, its environment and the options of its Java
     * @throws IOException if it ends or does not open its listeners in time; the message holds the end of its log
     */
    static OperatorProcess start(Path folder, SandboxSettings settings) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path ready = folder.resolve("listeners.properties");
        Files.deleteIfExists(ready);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED"));
        String cache = System.getProperty("pli.aot", "");
        if (!cache.isEmpty()) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(settings.java());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "fr.pli.operator.OperatorApplication"));
        settings.keys().forEach((key, value) -> command.add("--" + key + "=" + value));
        command.add("--pli.listeners-file=" + ready);
        Path log = folder.resolve("operator.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(settings.environment());
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        long end = System.nanoTime() + TO_START.toNanos();
        while (Files.notExists(ready)) {
            if (process.waitFor(GLANCE_MS, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IOException("the operator did not start:\n" + tail(log));
            }
        }
        Properties listeners = new Properties();
        try (InputStream in = Files.newInputStream(ready)) {
            listeners.load(in);
        }
        return new OperatorProcess(process, log, listeners);
    }

    /** Port of a listener: {@code persons.imap}, {@code applications.submissions}, {@code api}. */
    public int port(String listener) {
        return Integer.parseInt(listeners.getProperty(listener));
    }

    /** The process itself. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Its log. */
    public Path log() {
        return log;
    }

    /** Kills it as a power cut would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it as its init system would, and waits. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }
}
