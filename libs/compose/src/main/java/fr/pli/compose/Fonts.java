package fr.pli.compose;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.InputStream;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fonts of PDF copies: DejaVu Sans, and for what it lacks Kurinto Sans and Noto Sans SC (Chinese, Japanese). All are free to embed.
 * A document names only those that it needs. What none of them has cannot be printed, and that is an error.
 */
final class Fonts {

    /** Scripts that are right when their characters are set one after the other; Arabic is shaped before. */
    private static final Set<UnicodeScript> LAID_OUT = EnumSet.of(
            UnicodeScript.COMMON,
            UnicodeScript.INHERITED,
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.ARMENIAN,
            UnicodeScript.GEORGIAN,
            UnicodeScript.HEBREW,
            UnicodeScript.ARABIC,
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.ETHIOPIC,
            UnicodeScript.CHEROKEE,
            UnicodeScript.TIFINAGH,
            UnicodeScript.CANADIAN_ABORIGINAL,
            UnicodeScript.BRAILLE);

    private final List<FontFace> faces;
    private final boolean upright;

    private Fonts(List<FontFace> faces, boolean upright) {
        this.faces = List.copyOf(faces);
        this.upright = upright;
    }

    /**
     * The fonts that a text needs.
     *
     * @throws CompositionException if a character is in none of them, or of a script whose letters change shape beside each other in a
     *     way that is not known here
     */
    static Fonts of(String text) {
        Set<FontFace> needed = new LinkedHashSet<>(List.of(FontFace.DEJAVU));
        Set<Integer> missing = new TreeSet<>();
        boolean upright = false;
        for (int c : text.codePoints().distinct().toArray()) {
            FontFace face = face(c);
            if (face == null) {
                missing.add(c);
            } else {
                needed.add(face);
                upright |= !face.hasInAllStyles(c);
            }
        }
        if (!missing.isEmpty()) {
            throw new CompositionException(
                    CompositionFault.GLYPH_MISSING,
                    missing.stream().limit(8).map("U+%04X"::formatted).collect(Collectors.joining(" ")));
        }
        return new Fonts(FontFace.ALL.stream().filter(needed::contains).toList(), upright);
    }

    /** The value of font-family. */
    String family() {
        List<String> names = new ArrayList<>();
        faces.forEach(face -> names.add("'" + face.family() + "'"));
        if (upright) {
            faces.forEach(face -> names.add("'" + face.family() + " upright'"));
        }
        return String.join(", ", names);
    }

    /** Lets a renderer use them. */
    void register(PdfRendererBuilder builder) {
        for (FontFace face : faces) {
            for (FontFace.Style style : FontFace.Style.values()) {
                builder.useFont(
                        () -> face.open(style),
                        face.family(),
                        style.isBold() ? 700 : 400,
                        style.isItalic() ? FontStyle.ITALIC : FontStyle.NORMAL,
                        true);
            }
            if (upright) {
                builder.useFont(() -> regular(face), face.family() + " upright", 400, FontStyle.NORMAL, true);
            }
        }
    }

    /** The character that stands for all that the font draws with the same glyph: by the glyph alone they cannot be told apart. */
    static int canonical(int c) {
        FontFace face = face(c);
        return face == null ? c : face.canonical(c);
    }

    private static InputStream regular(FontFace face) {
        return face.open(FontFace.Style.REGULAR);
    }

    private static @Nullable FontFace face(int c) {
        if (!LAID_OUT.contains(UnicodeScript.of(c))) {
            return null;
        }
        for (FontFace face : FontFace.ALL) {
            if (face.has(c)) {
                return face;
            }
        }
        return null;
    }
}
