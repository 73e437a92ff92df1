package fr.pli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A page of the documentation with figures in it, between two comments: they are written anew, the rest stays. */
public final class Page {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private final Path file;
    private final String begin;
    private final String end;

    /** @param name of the figures: they stand between {@code <!-- name -->} and {@code <!-- /name -->} */
    public Page(Path file, String name) {
        this.file = file;
        this.begin = "<!-- " + name + " -->\n";
        this.end = "<!-- /" + name + " -->\n";
    }

    /**
     * Puts them there, under the day and the machine.
     *
     * @param how the run was made
     * @throws IOException if the page has no place for them
     */
    public void write(String how, String figures) throws IOException {
        String text = Files.readString(file);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        if (from < begin.length() || to < from) {
            throw new IOException(file + " has no place between " + begin.strip() + " and " + end.strip());
        }
        String head = DAY.format(LocalDate.now(ZoneId.systemDefault())) + ", " + machine() + "; " + how + ".\n\n";
        Files.writeString(file, text.substring(0, from) + head + figures + text.substring(to));
    }

    private static String machine() throws IOException {
        String model = first(Path.of("/proc/cpuinfo"), "model name");
        long memory = Long.parseLong(first(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", ""));
        return String.format(
                Locale.ROOT,
                "%d cores of %s shared with the load, %d GB, Linux %s",
                Runtime.getRuntime().availableProcessors(),
                model,
                Math.round(memory / 1e6),
                System.getProperty("os.version"));
    }

    private static String first(Path file, String name) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("0");
    }
}
