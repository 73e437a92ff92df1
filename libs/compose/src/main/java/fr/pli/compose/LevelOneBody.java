package fr.pli.compose;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The body of a level 1 CDA ({@code nonXMLBody/text}): what it says it is, and its octets. */
final class LevelOneBody {

    private final String type;
    private final byte[] octets;

    private LevelOneBody(String type, byte[] octets) {
        this.type = type;
        this.octets = octets;
    }

    /** Media type in lower case, without parameters. */
    String type() {
        return type;
    }

    /** Octets of the file; of a text that stands in the XML, its UTF-8. */
    byte[] octets() {
        return octets;
    }

    /**
     * Takes it out of a document.
     *
     * @throws CompositionException if it is compressed, lies elsewhere, is empty, or is no base64 though it says so
     */
    static LevelOneBody of(byte[] cda) {
        Document document = CdaDocument.parse(cda);
        Element body = first(document.getDocumentElement(), "nonXMLBody");
        Element text = body == null ? null : first(body, "text");
        if (text == null) {
            throw new CompositionException(CompositionFault.BODY_MISSING, "");
        }
        String type = text.getAttribute("mediaType").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (text.hasAttribute("compression")) {
            throw new CompositionException(
                    CompositionFault.BODY_TYPE_UNKNOWN, type + ", compression " + text.getAttribute("compression"));
        }
        String content = text.getTextContent();
        if (content.isBlank()) {
            throw new CompositionException(CompositionFault.BODY_MISSING, type);
        }
        return new LevelOneBody(
                type,
                text.getAttribute("representation").equals("B64")
                        ? octets(content, type)
                        : content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] octets(String base64, String type) {
        try {
            byte[] octets = Base64.getDecoder().decode(base64.replaceAll("\\s+", ""));
            if (octets.length == 0) {
                throw new CompositionException(CompositionFault.BODY_MISSING, type);
            }
            return octets;
        } catch (IllegalArgumentException e) {
            throw new CompositionException(CompositionFault.BODY_DAMAGED, "it is not base64", e);
        }
    }

    private static @Nullable Element first(Element parent, String name) {
        return (Element)
                parent.getElementsByTagNameNS(CdaDocument.NAMESPACE, name).item(0);
    }
}
