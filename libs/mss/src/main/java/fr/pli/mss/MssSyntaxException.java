package fr.pli.mss;

import java.util.regex.Pattern;

/** A text that is not the value it claims to be. Carries the kind of value, the offending text and what was expected. */
public class MssSyntaxException extends IllegalArgumentException {

    private static final int SHOWN = 120;
    private static final Pattern MATRICULE = Pattern.compile("[0-9]{5}(?:[0-9]{2}|2[AB])[0-9]{6,}");

    private final String kind;
    private final String text;

    /**
     * @param kind the value that was read, in the field's own word ("IdNatStruct")
     * @param text the offending text
     * @param expected one line that says what would have been right
     */
    public MssSyntaxException(String kind, String text, String expected) {
        super(kind + " \"" + shown(text) + "\": " + expected);
        this.kind = kind;
        this.text = text;
    }

    /** The value that was read. */
    public String kind() {
        return kind;
    }

    /** The offending text, whole: never log it where it may be an INS. */
    public String text() {
        return text;
    }

    /** What is safe to print: one line, cut, and nothing that may be the matricule of a patient. */
    private static String shown(String text) {
        String line = Printable.line(text, 2 * SHOWN);
        String masked = MATRICULE.matcher(line).replaceAll("(matricule)");
        return masked.length() <= SHOWN ? masked : masked.substring(0, SHOWN) + "…";
    }
}
