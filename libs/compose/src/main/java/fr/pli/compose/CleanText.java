package fr.pli.compose;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Texts in the form in which they are printed: letters with their marks composed, and without the characters that only steer programs
 * (joiners, selectors, marks of direction, soft hyphens), which no page shows and some abuse to show another order than is written.
 */
final class CleanText {

    private static final Pattern UNSEEN = Pattern.compile(
            "[\\u00AD\\u034F\\u061C\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFE00-\\uFE0F\\uFEFF\\x{E0000}-\\x{E0FFF}]");

    private static final Pattern LINE_ENDS = Pattern.compile("[\\u0085\\u2028\\u2029]");

    private CleanText() {}

    /** A text. */
    static String of(String text) {
        return Normalizer.normalize(
                LINE_ENDS.matcher(UNSEEN.matcher(text).replaceAll("")).replaceAll(" "), Normalizer.Form.NFC);
    }

    /** All texts and attributes below an element. */
    static void clean(Element element) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            attribute.setNodeValue(of(attribute.getNodeValue()));
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                clean(inner);
            } else if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                child.setNodeValue(of(child.getNodeValue()));
            }
        }
    }
}
