package fr.pli.compose;

import java.lang.Character.UnicodeScript;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** How wide a piece of the page has to be, and would like to be, in points. */
final class TextWidth {

    /** A word, or what stands between two blanks, of this many characters may be broken over lines. */
    static final int BREAKABLE = 25;

    static final float INDENT = 18;
    static final float CELL = 10.6f;
    private static final float PICTURE = 60;

    private final float size;
    private float need;
    private float wish;
    private float line;
    private float word;
    private int characters;

    private TextWidth(float size) {
        this.size = size;
    }

    /**
     * Measures all below a node.
     *
     * @param need so wide that no word is broken that must not be
     * @param wish so wide that no line is broken
     */
    record Widths(float need, float wish) {}

    static Widths of(Element element, float size) {
        TextWidth width = new TextWidth(size);
        width.below(element, element.getLocalName().equals("th"));
        width.endLine();
        return new Widths(width.need, width.wish);
    }

    private void below(Node node, boolean bold) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                text(child.getNodeValue(), bold);
            } else if (child instanceof Element element) {
                element(element, bold);
            }
        }
    }

    private void element(Element element, boolean bold) {
        switch (element.getLocalName()) {
            case "span", "sub", "sup" ->
                below(element, bold || (" " + element.getAttribute("class") + " ").contains(" b "));
            case "img" ->
                block(new Widths(PICTURE, Math.max(PICTURE, Integer.parseInt(element.getAttribute("width")) * 0.75f)));
            case "table" -> {
                float[][] columns = TableFitting.columns(TableGrid.of(element), size);
                block(new Widths(sum(columns[0]), sum(columns[1])));
            }
            case "ul", "ol" -> {
                Widths inside = of(element, size);
                block(new Widths(inside.need() + INDENT, inside.wish() + INDENT));
            }
            default -> {
                endLine();
                below(element, bold);
                endLine();
            }
        }
    }

    private void block(Widths widths) {
        endLine();
        need = Math.max(need, widths.need());
        wish = Math.max(wish, widths.wish());
    }

    private void text(String text, boolean bold) {
        text.codePoints().forEach(c -> {
            float advance = advance(c, bold);
            line += advance;
            if (Character.isWhitespace(c) || Words.isAlone(c)) {
                endWord();
                need = Math.max(need, advance);
            } else if (++characters < BREAKABLE) {
                word += advance;
            }
        });
    }

    /** Of Arabic with room to spare: its letters have other widths when they are joined. */
    private float advance(int c, boolean bold) {
        int thousandths = FontFace.DEJAVU.advance(c, bold);
        float shaped = UnicodeScript.of(c) == UnicodeScript.ARABIC ? 1.5f : 1;
        return (thousandths == 0 ? 1000 : thousandths) * shaped * size / 1000;
    }

    private void endWord() {
        need = Math.max(need, word);
        word = 0;
        characters = 0;
    }

    private void endLine() {
        endWord();
        wish = Math.max(wish, line);
        line = 0;
    }

    static float sum(float[] widths) {
        float sum = 0;
        for (float width : widths) {
            sum += width;
        }
        return sum;
    }
}
