package fr.pli.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/** Lines of an indicator file: they end with CRLF; a cell is quoted where it needs it (RFC 4180) or where a spreadsheet would take it for a formula. */
final class CsvLines {

    private final Writer out;
    private final IndicatorFormat format;

    CsvLines(Writer out, IndicatorFormat format) {
        this.out = out;
        this.format = format;
    }

    /** @throws UncheckedIOException if it cannot be written */
    void write(List<String> cells) {
        try {
            for (int i = 0; i < cells.size(); i++) {
                if (i > 0) {
                    out.write(format.separator());
                }
                out.write(cell(cells.get(i)));
            }
            out.write("\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String cell(String text) {
        boolean formula = !text.isEmpty() && IndicatorFormat.beginsFormula(text.charAt(0));
        boolean quoted =
                formula || text.chars().anyMatch(c -> c == format.separator() || c == '"' || c == '\r' || c == '\n');
        return quoted ? (formula && format.neutral() ? "\"'" : "\"") + text.replace("\"", "\"\"") + '"' : text;
    }
}
