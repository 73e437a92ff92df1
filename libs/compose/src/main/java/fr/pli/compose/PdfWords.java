package fr.pli.compose;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/** The words that the pages of a PDF show: what lies outside a page counts as not there, what is printed over other text is counted. */
final class PdfWords extends PDFTextStripper {

    private static final float TOLERANCE = 1;

    private final Words words = new Words();
    private final Map<Long, float[]> centres = new HashMap<>();
    private PDRectangle box = PDRectangle.A4;
    private @Nullable TextPosition last;
    private int overprinted;

    private PdfWords() throws IOException {}

    /** Reads a document. */
    static PdfWords of(PDDocument pdf) throws IOException {
        PdfWords reader = new PdfWords();
        reader.getText(pdf);
        reader.words.end();
        return reader;
    }

    Words words() {
        return words;
    }

    /** Characters that lie on another one. */
    int overprinted() {
        return overprinted;
    }

    @Override
    protected void startPage(PDPage page) {
        words.end();
        box = page.getCropBox();
        last = null;
        centres.clear();
    }

    @Override
    protected void processTextPosition(TextPosition glyph) {
        String text = glyph.getUnicode();
        if (text == null || text.isBlank() || !isOnPage(glyph)) {
            words.end();
            last = null;
            return;
        }
        if (last != null && !follows(last, glyph)) {
            words.end();
        }
        words.add(text);
        last = glyph;
        overprint(glyph);
    }

    private boolean isOnPage(TextPosition glyph) {
        float x = glyph.getXDirAdj();
        float y = glyph.getYDirAdj();
        return x >= -TOLERANCE
                && x + glyph.getWidthDirAdj() <= box.getWidth() + TOLERANCE
                && y - glyph.getHeightDir() >= -TOLERANCE
                && y <= box.getHeight() + TOLERANCE;
    }

    private static boolean follows(TextPosition before, TextPosition glyph) {
        float size = Math.max(before.getFontSizeInPt(), glyph.getFontSizeInPt());
        float gap = glyph.getXDirAdj() - before.getXDirAdj() - before.getWidthDirAdj();
        return Math.abs(gap) < 0.15f * size && Math.abs(glyph.getYDirAdj() - before.getYDirAdj()) < 0.05f * size;
    }

    /** Two glyphs whose centres nearly meet are printed over each other; marks stand over their letters by right. */
    private void overprint(TextPosition glyph) {
        int c = glyph.getUnicode().codePointAt(0);
        if (glyph.getWidthDirAdj() < 1 || Character.getType(c) == Character.NON_SPACING_MARK) {
            return;
        }
        float x = glyph.getXDirAdj() + glyph.getWidthDirAdj() / 2;
        float y = glyph.getYDirAdj();
        long column = (long) (x / 4);
        long row = (long) (y / 4);
        for (long i = column - 1; i <= column + 1; i++) {
            for (long j = row - 1; j <= row + 1; j++) {
                float[] other = centres.get(i * 100_000 + j);
                if (other != null && Math.abs(other[0] - x) < 1 && Math.abs(other[1] - y) < 1.5f) {
                    overprinted++;
                }
            }
        }
        centres.put(column * 100_000 + row, new float[] {x, y});
    }
}
