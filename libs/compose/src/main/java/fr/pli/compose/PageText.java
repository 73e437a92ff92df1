package fr.pli.compose;

import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The words of an XML tree, CDA or XHTML, with a blank wherever an element begins a line or a cell of its own. */
final class PageText {

    /** Elements that stand inside a line, and on it: what is raised or lowered is a word of its own. */
    private static final Set<String> INLINE =
            Set.of("content", "linkHtml", "span", "a", "del", "ins", "footnote", "footnoteRef");

    private PageText() {}

    /** Adds all text below a node. */
    static void addTo(Words words, Node node) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            switch (child.getNodeType()) {
                case Node.TEXT_NODE, Node.CDATA_SECTION_NODE -> words.add(child.getNodeValue());
                case Node.ELEMENT_NODE -> element(words, (Element) child);
                default -> {
                    // comments, processing instructions
                }
            }
        }
    }

    private static void element(Words words, Element element) {
        boolean inline = INLINE.contains(element.getLocalName());
        if (!inline) {
            words.end();
        }
        addTo(words, element);
        if (!inline) {
            words.end();
        }
    }
}
