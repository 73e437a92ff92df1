package fr.pli.mss;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The forms that the naming rules give to labels and names (ECO.2.1.3, 2.1.6, 2.2.7). Spec: messages.md section 2. */
public final class TextForms {

    /** The longest label of a document in a subject or file name, in characters. */
    static final int MAX_LABEL = 40;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Zs}]+");

    private TextForms() {}

    /** Without accents; ligatures in two letters. */
    public static String deaccented(String text) {
        String ligatures =
                text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE");
        return Normalizer.normalize(
                MARKS.matcher(Normalizer.normalize(ligatures, Normalizer.Form.NFD))
                        .replaceAll(""),
                Normalizer.Form.NFC);
    }

    /** A family name: capitals without accents. */
    static String nom(String name) {
        return deaccented(oneLine(name)).toUpperCase(Locale.ROOT);
    }

    /** A first name: without accents. */
    static String prenom(String name) {
        return deaccented(oneLine(name));
    }

    /** The first 40 characters; no blank at the end. */
    static String label(String text) {
        String line = oneLine(text);
        return line.codePointCount(0, line.length()) <= MAX_LABEL
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_LABEL)).stripTrailing();
    }

    /** Blanks of any kind, line ends among them, become one blank each; other control characters are no text at all. */
    static String oneLine(String text) {
        String line = BLANKS.matcher(text).replaceAll(" ").strip();
        if (line.chars().anyMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029)) {
            throw new MssSyntaxException("text", text, "expected no control characters");
        }
        return line;
    }
}
