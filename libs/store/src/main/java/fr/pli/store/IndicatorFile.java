package fr.pli.store;

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

    private final CsvLines lines;
    private final IndicatorFormat format;

    /**
     * Begins the file.
     *
     * @param out UTF-8; flushed and closed by whoever opened it
     */
    public IndicatorFile(Writer out, IndicatorFormat format) {
        this.lines = new CsvLines(out, format.separator());
        this.format = format;
        if (format.header()) {
            lines.write(COLUMNS);
        }
    }

    /** @throws java.io.UncheckedIOException if it cannot be written */
    @Override
    public void accept(IndicatorRow row) {
        lines.write(List.of(
                String.valueOf(row.mailId()),
                row.sender(),
                row.recipient(),
                DATE.format(row.acceptedAt().atZone(format.zone())),
                String.valueOf(Math.max(1, Math.ceilDiv(row.size(), 1024))),
                row.ins(),
                String.join(format.codeSeparator(), row.codes()),
                row.nil()));
    }
}
