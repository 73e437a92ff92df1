package fr.pli.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Words of RFC 2047: text of any language in a header of ASCII. A word has 75 characters at most by section 2; programs that put a whole subject into
 * one are common, so that one of a line is taken: 998 characters (RFC 5322 section 2.1.1). Reading takes linear time whatever the text.
 */
public final class EncodedWords {

    /** UTF-8 octets of one word: 60 characters of base64 and the frame are below the limit of 75. */
    private static final int OCTETS = 45;

    private static final int LONGEST = 998;
    private static final int LONGEST_CHARSET = 60;

    private final String text;
    private final StringBuilder out;

    /** Where the next {@code ?=} is, as far as it was looked for. */
    private int nextEnd;

    /** Octets of words next to each other: a character may be cut between two. */
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    private Charset charset = StandardCharsets.UTF_8;

    private EncodedWords(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length());
    }

    /** The text as it is if it is ASCII, else as encoded words. */
    public static String encode(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        StringBuilder words = new StringBuilder();
        int begin = 0;
        int size = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int octets = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (size + octets > OCTETS) {
                encodeWord(text.substring(begin, i), words);
                begin = i;
                size = 0;
            }
            size += octets;
            i += Character.charCount(c);
        }
        encodeWord(text.substring(begin), words);
        return words.toString();
    }

    private static void encodeWord(String text, StringBuilder words) {
        words.append(words.isEmpty() ? "" : " ")
                .append("=?utf-8?B?")
                .append(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                .append("?=");
    }

    /** A header's text with its encoded words decoded, wherever they stand; what is none, or of an unknown charset, stays. */
    public static String decode(String text) {
        return text.contains("=?") ? new EncodedWords(text).decode() : text;
    }

    private String decode() {
        int plain = 0;
        int at = text.indexOf("=?");
        while (at >= 0) {
            int end = word(at, plain);
            if (end < 0) {
                at = text.indexOf("=?", at + 2);
            } else {
                plain = end;
                at = text.indexOf("=?", end);
            }
        }
        endWords();
        return out.append(text, plain, text.length()).toString();
    }

    /** Decodes the word at {@code begin}, if there is one, behind plain text; returns its end or -1. */
    private int word(int begin, int plain) {
        int encoding = text.indexOf('?', begin + 2, Math.min(text.length(), begin + 2 + LONGEST_CHARSET + 1));
        int content = encoding + 3;
        if (encoding < 0 || content > text.length() || text.charAt(encoding + 2) != '?') {
            return -1;
        }
        char kind = Character.toUpperCase(text.charAt(encoding + 1));
        int end = endAfter(content);
        if (end < 0 || end + 2 - begin > LONGEST || kind != 'B' && kind != 'Q') {
            return -1;
        }
        Optional<Charset> named = charset(text.substring(begin + 2, encoding));
        if (named.isEmpty()) {
            return -1;
        }
        boolean adjacent = plain > 0 && text.substring(plain, begin).isBlank();
        if (!adjacent || !named.get().equals(charset)) {
            endWords();
        }
        if (!adjacent) {
            out.append(text, plain, begin);
        }
        charset = named.get();
        decodeContent(kind, text.substring(content, end));
        return end + 2;
    }

    /** The first {@code ?=} from there on; -1 if there is none. Asked for places that ascend, it looks at each character once. */
    private int endAfter(int from) {
        if (nextEnd >= 0 && nextEnd < from) {
            nextEnd = text.indexOf("?=", from);
        }
        return nextEnd;
    }

    /** The charset of a word, without the language that RFC 2231 lets stand behind it. */
    private static Optional<Charset> charset(String name) {
        int star = name.indexOf('*');
        return TextCharset.named(star < 0 ? name : name.substring(0, star));
    }

    private void decodeContent(char kind, String content) {
        if (kind == 'Q') {
            decodeQ(content.getBytes(StandardCharsets.UTF_8));
            return;
        }
        try (OutputStream decoder = new Base64Decoder(octets, content.length())) {
            decoder.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An equals sign that begins nothing stays as it is. */
    private void decodeQ(byte[] content) {
        for (int i = 0; i < content.length; i++) {
            byte c = content[i];
            int high = c == '=' && i + 2 < content.length ? Character.digit(content[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(content[i + 2], 16) : -1;
            if (low >= 0) {
                octets.write(high << 4 | low);
                i += 2;
            } else {
                octets.write(c == '_' ? ' ' : c);
            }
        }
    }

    private void endWords() {
        out.append(octets.toString(charset));
        octets.reset();
    }
}
