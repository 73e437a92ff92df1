package fr.pli.smtp;

import java.text.Normalizer;

/** French in ASCII, for clients that did not ask for UTF-8 (RFC 6531 section 3.7.4): accents go, what has no ASCII form becomes {@code ?}. */
final class AsciiText {

    private AsciiText() {}

    static String fold(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        return Normalizer.normalize(text.replace("œ", "oe").replace('’', '\''), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^\\x00-\\x7F]", "?");
    }
}
