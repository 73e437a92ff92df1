package fr.pli.compose;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Puts what {@code renderMultiMedia} refers to on the page: pictures and pages of PDF that the CDA holds. Nothing outside of it is
 * fetched, and a picture that is not shown is an error; another kind of file is named in its place.
 */
final class NarrativeMedia {

    private static final String HL7 = CdaDocument.NAMESPACE;

    private final Map<String, List<Element>> byId = new HashMap<>();
    private final Document page;

    private NarrativeMedia(Document cda, Document page) {
        this.page = page;
        for (String kind : List.of("observationMedia", "regionOfInterest")) {
            for (Element element : all(cda.getDocumentElement(), HL7, kind)) {
                byId.computeIfAbsent(element.getAttribute("ID"), _ -> new ArrayList<>())
                        .addAll(
                                kind.equals("observationMedia")
                                        ? List.of(element)
                                        : all(element, HL7, "observationMedia"));
            }
        }
    }

    /**
     * Fills the places that the style sheet left: {@code span} of class {@code media}, with the references as title.
     *
     * @throws CompositionException with {@link CompositionFault#PICTURE_UNREADABLE}
     */
    static void place(Document cda, Document page) {
        NarrativeMedia media = new NarrativeMedia(cda, page);
        for (Element place : all(page.getDocumentElement(), "*", "span")) {
            if (place.getAttribute("class").equals("media")) {
                String ids = place.getAttribute("title").strip();
                place.removeAttribute("title");
                for (String id : ids.split("\\s+", -1)) {
                    media.show(id, place);
                }
            }
        }
    }

    private void show(String id, Element place) {
        List<Element> found = byId.getOrDefault(id, List.of());
        if (found.isEmpty()) {
            tell(place, "");
        }
        for (Element media : found) {
            for (Element value : all(media, HL7, "value")) {
                value(value, place);
            }
        }
    }

    private void value(Element value, Element place) {
        String type = value.getAttribute("mediaType").strip().toLowerCase(Locale.ROOT);
        boolean inside = value.getAttribute("representation").equals("B64")
                && !value.getTextContent().isBlank();
        boolean picture = type.startsWith("image/");
        if (picture && !inside) {
            throw new CompositionException(CompositionFault.PICTURE_UNREADABLE, "it is not inside the document");
        }
        if (picture) {
            Pictures.read(octets(value)).forEach(image -> show(image, place));
        } else if (inside && type.equals("application/pdf")) {
            Pictures.pages(octets(value)).forEach(image -> show(image, place));
        } else {
            tell(place, type);
        }
    }

    private void show(BufferedImage image, Element place) {
        place.appendChild(XhtmlImage.of(page, image));
    }

    private void tell(Element place, String type) {
        Element told = page.createElementNS(page.getDocumentElement().getNamespaceURI(), "span");
        told.setAttribute("class", "i");
        told.setTextContent("[pièce jointe non reproduite" + (type.isEmpty() ? "" : " : " + type) + "]");
        place.appendChild(told);
    }

    private static byte[] octets(Element value) {
        try {
            return Base64.getMimeDecoder().decode(value.getTextContent());
        } catch (IllegalArgumentException e) {
            throw new CompositionException(CompositionFault.PICTURE_UNREADABLE, "it is not base64", e);
        }
    }

    private static List<Element> all(Element element, String namespace, String name) {
        var nodes = element.getElementsByTagNameNS(namespace, name);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }
}
