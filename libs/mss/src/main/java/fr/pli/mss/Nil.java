package fr.pli.mss;

import java.util.regex.Pattern;

/**
 * Numéro d'identification du logiciel, value of {@code X-MSS-NIL}: visible ASCII, at most 256 characters, kept as it is
 * ({@code <idEditeur/idLogiciel/idVersion>}, {@code DEV935997}). ECO.2.4.3; spec: messages.md section 1.
 */
public record Nil(String value) {

    /** The longest value, in characters. */
    public static final int MAX_LENGTH = 256;

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1," + MAX_LENGTH + "}");

    /** @throws MssSyntaxException if {@code value} is empty, too long or holds anything but visible ASCII */
    public Nil {
        if (!isNil(value)) {
            throw new MssSyntaxException("NIL", value, "expected 1 to 256 visible ASCII characters");
        }
    }

    static boolean isNil(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
