package fr.pli.compose;

import java.util.regex.Pattern;

/** ShownText of a sender, made fit to be shown. */
final class ShownText {

    private static final int LONGEST_LINE = 2_000;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private ShownText() {}

    /** One line without control characters, cut where nobody reads on. */
    static String line(String text) {
        String line = CONTROL.matcher(text).replaceAll(" ").strip();
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }
}
