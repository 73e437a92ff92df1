package fr.pli.registry;

import fr.pli.registry.Connections.Means;
import java.io.Writer;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Writes the file {@code Connexions}: {@code BAL TYPE Date NB MOYEN}, a line for each BAL; without a connection its date is empty. Spec:
 * indicators.md section 4.
 */
public final class ConnectionFile implements Consumer<Connections.Row> {

    private static final List<String> COLUMNS = List.of("BAL", "TYPE", "Date", "NB", "MOYEN");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final CsvLines lines;
    private final IndicatorFormat format;

    /**
     * Begins the file.
     *
     * @param out UTF-8; flushed and closed by whoever opened it
     */
    public ConnectionFile(Writer out, IndicatorFormat format) {
        this.lines = new CsvLines(out, format);
        this.format = format;
        if (format.header()) {
            lines.write(COLUMNS);
        }
    }

    /** @throws java.io.UncheckedIOException if it cannot be written */
    @Override
    public void accept(Connections.Row row) {
        lines.write(List.of(
                row.bal().toString(),
                row.type().name(),
                row.last().map(at -> DATE.format(at.atZone(format.zone()))).orElse(""),
                String.valueOf(row.count()),
                row.means().stream().map(Means::name).collect(Collectors.joining(format.codeSeparator()))));
    }
}
