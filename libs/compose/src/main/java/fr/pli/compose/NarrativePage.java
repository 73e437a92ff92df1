package fr.pli.compose;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.Templates;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A level 3 CDA as an XHTML page: header and faithful narrative (ECO.2.1.5), by the style sheet {@code narrative.xsl}. */
final class NarrativePage {

    private static final Templates STYLE = style();

    private NarrativePage() {}

    /**
     * Renders the page.
     *
     * @throws CompositionException if the document is no well-formed XML or has a DTD, a character has no glyph, a picture cannot be shown,
     *     or the page lacks words of the narrative
     */
    static Xhtml of(byte[] cda) {
        Document document = CdaDocument.parse(cda);
        CleanText.clean(document.getDocumentElement());
        DOMResult result = new DOMResult();
        try {
            STYLE.newTransformer().transform(new DOMSource(document), result);
        } catch (TransformerException e) {
            throw new CompositionException(CompositionFault.FAILED, "the narrative cannot be rendered", e);
        }
        Document page = (Document) result.getNode();
        NarrativeMedia.place(document, page);
        Xhtml xhtml = Xhtml.laidOut(page);
        Words shown = new Words();
        PageText.addTo(shown, page.getDocumentElement());
        shown.end();
        Map<String, Integer> missing = narrative(document).without(shown);
        if (!missing.isEmpty()) {
            throw new CompositionException(CompositionFault.TEXT_LOST, missing.size() + " words are not on the page");
        }
        return xhtml;
    }

    /** What has to be on the page: title and text of each section. */
    private static Words narrative(Document document) {
        Words words = new Words();
        NodeList sections = document.getElementsByTagNameNS(CdaDocument.NAMESPACE, "section");
        for (int i = 0; i < sections.getLength(); i++) {
            for (Element part : TableGrid.children((Element) sections.item(i))) {
                if (part.getLocalName().equals("title") || part.getLocalName().equals("text")) {
                    PageText.addTo(words, part);
                    words.end();
                }
            }
        }
        return words;
    }

    private static Templates style() {
        TransformerFactory factory = TransformerFactory.newDefaultInstance();
        try (InputStream sheet = NarrativePage.class.getResourceAsStream("narrative.xsl")) {
            if (sheet == null) {
                throw new IllegalStateException("narrative.xsl is missing from the jar");
            }
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
            return factory.newTemplates(new StreamSource(sheet));
        } catch (TransformerException | IOException e) {
            throw new IllegalStateException("narrative.xsl does not compile", e);
        }
    }
}
