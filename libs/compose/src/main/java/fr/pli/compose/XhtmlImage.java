package fr.pli.compose;

import java.awt.image.BufferedImage;
import java.util.Base64;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A picture in a page of XHTML, as a data URI, with its size in pixels. */
final class XhtmlImage {

    private XhtmlImage() {}

    static Element of(Document page, BufferedImage image) {
        Element element = page.createElementNS(page.getDocumentElement().getNamespaceURI(), "img");
        element.setAttribute("alt", "");
        element.setAttribute("width", Integer.toString(image.getWidth()));
        element.setAttribute("height", Integer.toString(image.getHeight()));
        element.setAttribute(
                "src", "data:image/png;base64," + Base64.getEncoder().encodeToString(Pictures.png(image)));
        return element;
    }
}
