package fr.pli.mss;

import java.util.regex.Pattern;

/** What somebody else wrote, fit for a log line or a reply: nothing in it ends a line, is invisible or turns the direction of reading. */
public final class Printable {

    /** Controls, format characters (U+202E, U+200B), lone surrogates, private and unassigned ones, line and paragraph separators. */
    private static final Pattern UNFIT = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    /** The same text with {@code ?} for each character that cannot be shown. */
    public static String line(String text) {
        return UNFIT.matcher(text).replaceAll("?");
    }

    /** As {@link #line(String)}, and cut to {@code most} characters; never in the midst of one. */
    public static String line(String text, int most) {
        String beginning = text.length() <= most ? text : text.substring(0, most);
        return line(beginning);
    }
}
