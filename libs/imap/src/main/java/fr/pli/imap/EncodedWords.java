package fr.pli.imap;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Words of RFC 2047: text of any language in a header of ASCII. */
final class EncodedWords {

    /** UTF-8 octets of one word: 60 characters of base64 and the frame are below the limit of 75. */
    private static final int OCTETS = 45;

    private EncodedWords() {}

    /** The text as it is if it is ASCII, else as encoded words. */
    static String encode(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        StringBuilder words = new StringBuilder();
        int begin = 0;
        int octets = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (octets + size > OCTETS) {
                word(words, text.substring(begin, i));
                begin = i;
                octets = 0;
            }
            octets += size;
            i += Character.charCount(c);
        }
        word(words, text.substring(begin));
        return words.toString();
    }

    private static void word(StringBuilder words, String text) {
        words.append(words.isEmpty() ? "" : " ")
                .append("=?utf-8?B?")
                .append(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                .append("?=");
    }
}
