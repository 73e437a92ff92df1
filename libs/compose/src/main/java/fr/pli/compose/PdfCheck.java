package fr.pli.compose;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Holds a PDF against the page that it was made of: each word and each picture must be there, inside a page, and not printed over. A
 * document is never silently less.
 */
final class PdfCheck {

    private PdfCheck() {}

    /**
     * Checks a PDF.
     *
     * @throws CompositionException with {@link CompositionFault#TEXT_LOST} if it shows less than the page has
     */
    static void complete(byte[] pdf, Document page) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PdfWords shown = PdfWords.of(document);
            if (shown.overprinted() > 2) {
                throw lost(shown.overprinted() + " characters are printed over others");
            }
            Words expected = expected(page, document.getNumberOfPages());
            words(expected, shown.words(), page);
            int pictures = page.getElementsByTagNameNS("*", "img").getLength();
            if (PdfPictures.whole(document) < pictures) {
                throw lost("pictures are missing");
            }
        } catch (IOException e) {
            throw new CompositionException(CompositionFault.FAILED, "the PDF cannot be read again", e);
        }
    }

    private static Words expected(Document page, int pages) {
        Words expected = new Words();
        PageText.addTo(
                expected, (Element) page.getElementsByTagNameNS("*", "body").item(0));
        for (int i = 1; i <= pages; i++) {
            expected.end();
            expected.add(i + " / " + pages);
        }
        NodeList lists = page.getElementsByTagNameNS("*", "ol");
        for (int i = 0; i < lists.getLength(); i++) {
            int number = 0;
            for (var item = lists.item(i).getFirstChild(); item != null; item = item.getNextSibling()) {
                if (item instanceof Element) {
                    expected.end();
                    expected.add(++number + ".");
                }
            }
        }
        expected.end();
        return expected;
    }

    /** What is not there word by word must be there in pieces: a long word that was broken. Heads of tables may be there once a page. */
    private static void words(Words expected, Words shown, Document page) {
        Map<String, Integer> missing = expected.without(shown);
        if (missing.isEmpty()) {
            return;
        }
        Map<String, Integer> rest = shown.without(expected);
        Words heads = new Words();
        NodeList all = page.getElementsByTagNameNS("*", "thead");
        for (int i = 0; i < all.getLength(); i++) {
            PageText.addTo(heads, all.item(i));
        }
        rest.keySet().removeAll(heads.counts().keySet());
        Map<Integer, Integer> pieces = new HashMap<>();
        rest.forEach((word, count) -> word.codePoints().forEach(c -> pieces.merge(c, count, Integer::sum)));
        Map<String, Integer> lost = new HashMap<>();
        missing.forEach((word, count) -> {
            if (!expected.mayBeBroken(word)
                    || word.codePoints().anyMatch(c -> pieces.merge(c, -count, Integer::sum) < 0)) {
                lost.put(word, count);
            }
        });
        if (!lost.isEmpty()) {
            throw lost(lost.values().stream().mapToInt(Integer::intValue).sum() + " words are missing");
        }
    }

    private static CompositionException lost(String what) {
        return new CompositionException(CompositionFault.TEXT_LOST, what);
    }
}
