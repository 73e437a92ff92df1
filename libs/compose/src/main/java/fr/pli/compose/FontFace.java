package fr.pli.compose;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** A font on the class path, in four styles. What it covers is read once, when a text first asks for it. */
final class FontFace {

    /** Latin, Greek, Cyrillic, Arabic, Hebrew, symbols. */
    static final FontFace DEJAVU = new FontFace(
            "DejaVu Sans",
            "/net/sf/jasperreports/fonts/dejavu/DejaVuSans",
            Map.of(
                    Style.REGULAR, ".ttf",
                    Style.BOLD, "-Bold.ttf",
                    Style.ITALIC, "-Oblique.ttf",
                    Style.BOLD_ITALIC, "-BoldOblique.ttf"));

    /** What else is set one character after the other. */
    static final FontFace KURINTO = new FontFace(
            "Kurinto Sans",
            "/fonts/ttf/Kurinto/KurintoSans",
            Map.of(
                    Style.REGULAR, "-Rg.ttf",
                    Style.BOLD, "-Bd.ttf",
                    Style.ITALIC, "-It.ttf",
                    Style.BOLD_ITALIC, "-BdIt.ttf"));

    /** Chinese and Japanese, which have no italics. */
    static final FontFace NOTO_SC = new FontFace(
            "Noto Sans SC",
            "/fonts/ttf/NotoSansSC/NotoSansSC",
            Map.of(
                    Style.REGULAR, "-Regular.ttf",
                    Style.BOLD, "-Bold.ttf",
                    Style.ITALIC, "-Regular.ttf",
                    Style.BOLD_ITALIC, "-Bold.ttf"));

    /** All, in the order in which a character is looked for. */
    static final List<FontFace> ALL = List.of(DEJAVU, KURINTO, NOTO_SC);

    /** The styles of a face. */
    enum Style {
        REGULAR,
        BOLD,
        ITALIC,
        BOLD_ITALIC;

        boolean isBold() {
            return this == BOLD || this == BOLD_ITALIC;
        }

        boolean isItalic() {
            return this == ITALIC || this == BOLD_ITALIC;
        }
    }

    private static final int CODE_POINTS = 0x30000;

    private final String family;
    private final String path;
    private final Map<Style, String> files;
    private final Map<String, Coverage> coverage = new HashMap<>();

    private FontFace(String family, String path, Map<Style, String> files) {
        this.family = family;
        this.path = path;
        this.files = files;
    }

    /** As style sheets name it. */
    String family() {
        return family;
    }

    /** Whether the regular style has a glyph for it. */
    boolean has(int c) {
        return coverage(Style.REGULAR).has(c);
    }

    /** Whether bold and italic have it too. */
    boolean hasInAllStyles(int c) {
        for (Style style : Style.values()) {
            if (!coverage(style).has(c)) {
                return false;
            }
        }
        return true;
    }

    /** The first of all characters that have this glyph. */
    int canonical(int c) {
        return coverage(Style.REGULAR).canonical().getOrDefault(c, c);
    }

    /** How far a character moves on, in thousandths of the font's size; 0 if it has none. */
    int advance(int c, boolean bold) {
        return coverage(bold ? Style.BOLD : Style.REGULAR).advances().getOrDefault(c, 0);
    }

    /** The file of a style. */
    InputStream open(Style style) {
        String file = path + files.get(style);
        InputStream font = FontFace.class.getResourceAsStream(file);
        if (font == null) {
            throw new IllegalStateException("the font " + file + " is missing from the class path");
        }
        return font;
    }

    private Coverage coverage(Style style) {
        synchronized (coverage) {
            return coverage.computeIfAbsent(String.valueOf(files.get(style)), _ -> read(style));
        }
    }

    private Coverage read(Style style) {
        BitSet covered = new BitSet(CODE_POINTS);
        Map<Integer, Integer> canonical = new HashMap<>();
        Map<Integer, Integer> advances = new HashMap<>();
        Map<Integer, Integer> firstOfGlyph = new HashMap<>();
        if (FontFace.class.getResource(path + files.get(style)) == null) {
            return new Coverage(covered, canonical, advances);
        }
        try (InputStream in = open(style);
                TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in))) {
            CmapLookup glyphs = font.getUnicodeCmapLookup();
            int unit = font.getUnitsPerEm();
            for (int c = ' '; c < CODE_POINTS; c++) {
                int glyph = glyphs.getGlyphId(c);
                if (glyph > 0) {
                    covered.set(c);
                    advances.put(c, font.getAdvanceWidth(glyph) * 1000 / unit);
                    Integer first = firstOfGlyph.putIfAbsent(glyph, c);
                    if (first != null) {
                        canonical.put(c, first);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the font " + family + " cannot be read", e);
        }
        return new Coverage(covered, canonical, advances);
    }

    private record Coverage(BitSet covered, Map<Integer, Integer> canonical, Map<Integer, Integer> advances) {

        boolean has(int c) {
            return covered.get(c);
        }
    }
}
