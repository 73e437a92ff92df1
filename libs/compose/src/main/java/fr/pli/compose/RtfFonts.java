package fr.pli.compose;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;

/** By which characters the octets of an RTF file mean, font by font. What it does not know is refused: a wrong letter is worse than none. */
final class RtfFonts {

    /** The font where none is named. */
    static final int DEFAULT = -1;

    /** {@code \\fcharset} of the fonts of one octet a character, and their code pages. */
    private static final Map<Integer, Integer> PAGES =
            Map.of(161, 1253, 162, 1254, 163, 1258, 177, 1255, 178, 1256, 186, 1257, 204, 1251, 222, 874, 238, 1250);

    private final Map<Integer, Integer> charsets = new HashMap<>();
    private int page = 1252;
    private int byDefault = DEFAULT;

    /** The code page of the file. */
    void page(int number) {
        page = number;
    }

    /** The font where none is named. */
    void byDefault(int font) {
        byDefault = font;
    }

    /** The character set of a font. */
    void charset(int font, int number) {
        charsets.put(font, number);
    }

    /**
     * What an octet means in a font.
     *
     * @throws CompositionException with {@link CompositionFault#BODY_TYPE_UNKNOWN}
     */
    String decode(byte octet, int font) {
        int set = charsets.getOrDefault(font == DEFAULT ? byDefault : font, 0);
        if (set == 2) {
            throw unknown("fcharset2");
        }
        if (octet >= 0) {
            return String.valueOf((char) octet);
        }
        int codePage = set <= 1 ? page : PAGES.getOrDefault(set, 0);
        String name = codePage == 874 ? "x-windows-874" : "windows-" + codePage;
        if (!Charset.isSupported(name) || Charset.forName(name).newEncoder().maxBytesPerChar() > 1) {
            throw unknown(set <= 1 ? "ansicpg" + page : "fcharset" + set);
        }
        String character = new String(new byte[] {octet}, Charset.forName(name));
        if (character.equals("\uFFFD")) {
            throw new CompositionException(CompositionFault.BODY_DAMAGED, "text/rtf");
        }
        return character;
    }

    private static CompositionException unknown(String word) {
        return new CompositionException(CompositionFault.BODY_TYPE_UNKNOWN, "text/rtf, \\" + word);
    }
}
