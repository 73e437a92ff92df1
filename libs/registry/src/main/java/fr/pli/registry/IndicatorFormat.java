package fr.pli.registry;

import java.time.ZoneId;

/**
 * What the référentiel leaves open of the indicators file (indicators.md section 3).
 *
 * @param separator between two cells
 * @param header whether the first line names the columns
 * @param zone the clock of DATE
 * @param codeSeparator between two codes in CODECDA
 * @param neutral whether a cell that a spreadsheet would take for a formula begins with an apostrophe; else it is verbatim
 */
public record IndicatorFormat(char separator, boolean header, ZoneId zone, String codeSeparator, boolean neutral) {

    /** Semicolons, a header line, French time, codes parted by comma and blank. */
    public static final IndicatorFormat DEFAULT =
            new IndicatorFormat(';', true, ZoneId.of("Europe/Paris"), ", ", false);

    private static final String FORMULA = "=+-@\t\r";

    /** The same with neutral cells or verbatim ones. */
    public IndicatorFormat neutral(boolean wanted) {
        return new IndicatorFormat(separator, header, zone, codeSeparator, wanted);
    }

    /** Whether a spreadsheet takes a cell that begins so for a formula. */
    static boolean beginsFormula(int first) {
        return FORMULA.indexOf(first) >= 0;
    }
}
