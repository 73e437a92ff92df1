package fr.pli.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes indicators as the file has them: {@code MAIL_ID EXPEDITEUR DESTINATAIRE DATE TAILLE INS CODECDA NIL}, lines end with CRLF, cells are
 * quoted where they need it (RFC 4180) or where a spreadsheet would take them for a formula. Spec: indicators.md sections 2 and 3.
 */
public final class IndicatorFile implements Consumer<IndicatorRow> {

    private static final List<String> COLUMNS =
            List.of("MAIL_ID", "EXPEDITEUR", "DESTINATAIRE", "DATE", "TAILLE", "INS", "CODECDA", "NIL");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final String FORMULA = "=+-@\t";

    private final Writer out;
    private final IndicatorFormat format;

    /**
     * Begins the file.
     *
     * @param out UTF-8; flushed and closed by whoever opened it
     */
    public IndicatorFile(Writer out, IndicatorFormat format) {
        this.out = out;
        this.format = format;
        if (format.header()) {
            line(COLUMNS);
        }
    }

    /** @throws UncheckedIOException if it cannot be written */
    @Override
    public void accept(IndicatorRow row) {
        line(List.of(
                String.valueOf(row.mailId()),
                row.sender(),
                row.recipient(),
                DATE.format(row.acceptedAt().atZone(format.zone())),
                String.valueOf(Math.max(1, Math.ceilDiv(row.size(), 1024))),
                row.ins(),
                String.join(format.codeSeparator(), row.codes()),
                row.nil()));
    }

    private void line(List<String> cells) {
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
        boolean quoted = text.chars().anyMatch(c -> c == format.separator() || c == '"' || c == '\r' || c == '\n')
                || !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
