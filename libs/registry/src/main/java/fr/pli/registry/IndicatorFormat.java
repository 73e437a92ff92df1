package fr.pli.registry;

import java.time.ZoneId;

/**
 * What the référentiel leaves open of the indicators file (indicators.md section 3).
 *
 * @param separator between two cells
 * @param header whether the first line names the columns
 * @param zone the clock of DATE
 * @param codeSeparator between two codes in CODECDA
 */
public record IndicatorFormat(char separator, boolean header, ZoneId zone, String codeSeparator) {

    /** Semicolons, a header line, French time, codes parted by comma and blank. */
    public static final IndicatorFormat DEFAULT = new IndicatorFormat(';', true, ZoneId.of("Europe/Paris"), ", ");
}
