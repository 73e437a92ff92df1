package fr.pli.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The escapes of {@code raw:} lines and of {@code {base64 …}}. */
final class Escapes {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(r|n|t|0|\\\\|x([0-9a-fA-F]{2}))");

    private Escapes() {}

    /** Takes {@code \r \n \t \0 \\ \xNN} for what they mean; leaves any other backslash alone. */
    static String undo(String text) {
        return ESCAPE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(meaning(match.group(1))));
    }

    private static String meaning(String escape) {
        return switch (escape.charAt(0)) {
            case 'r' -> "\r";
            case 'n' -> "\n";
            case 't' -> "\t";
            case '0' -> "\0";
            case 'x' -> String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
            default -> "\\";
        };
    }
}
