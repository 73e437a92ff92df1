package fr.pli.mime;

import java.text.Normalizer;

/** How texts are compared without case: in the way of i;unicode-casemap (RFC 5051). */
public final class CaseFolding {

    private static final char[] ASCII = new char[0x80];

    static {
        for (char c = 0; c < ASCII.length; c++) {
            ASCII[c] = Character.toLowerCase(c);
        }
    }

    private CaseFolding() {}

    /** For searching: a letter stays the one letter that it is, with its accent. */
    static char fold(char c) {
        return c < 0x80 ? ASCII[c] : Character.toLowerCase(Character.toUpperCase(c));
    }

    /** A combining mark and the character before it as one character; 0 if there is no such. */
    static char compose(char base, char mark) {
        String composed = Normalizer.normalize(new String(new char[] {base, mark}), Normalizer.Form.NFC);
        return composed.length() == 1 ? composed.charAt(0) : 0;
    }

    /** Whether {@link #compose} may do something with it. */
    static boolean isMark(char c) {
        return c >= 0x300 && c < 0x370;
    }

    /** For sorting: letters first, accents after. Compare with {@link String#compareTo}. */
    public static String sortKey(String text) {
        StringBuilder key = new StringBuilder(text.length());
        text.codePoints().map(Character::toTitleCase).forEach(key::appendCodePoint);
        return Normalizer.normalize(key, Normalizer.Form.NFKD);
    }
}
