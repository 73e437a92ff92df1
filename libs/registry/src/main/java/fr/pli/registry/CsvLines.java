package fr.pli.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/** Lines of an indicator file: they end with CRLF; a cell is quoted where it needs it (RFC 4180) or where a spreadsheet would take it for a formula. */
final class CsvLines {

    private static final String FORMULA = "=+-@\t";

    private final Writer out;
    private final char separator;

    CsvLines(Writer out, char separator) {
        this.out = out;
        this.separator = separator;
    }

    /** @throws UncheckedIOException if it cannot be written */
    void write(List<String> cells) {
        try {
            for (int i = 0; i < cells.size(); i++) {
                if (i > 0) {
                    out.write(separator);
                }
                out.write(cell(cells.get(i)));
            }
            out.write("\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String cell(String text) {
        boolean quoted = text.chars().anyMatch(c -> c == separator || c == '"' || c == '\r' || c == '\n')
                || !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
