package fr.pli.mss;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an XML document is by its first element.
 *
 * @param namespace empty if it has none
 */
public record XmlRoot(String namespace, String name) {

    /** A document that is no XML. */
    static final XmlRoot NONE = new XmlRoot("", "");

    private static final XmlRoot SIGNATURE = new XmlRoot("http://www.w3.org/2000/09/xmldsig#", "Signature");

    /** {@link #NONE} if it is no XML up to there, or has a DTD. */
    public static XmlRoot of(byte[] document) {
        List<XmlRoot> root = new ArrayList<>(1);
        try {
            XmlCursor.read("XML", new ByteArrayInputStream(document), CdaReader.MAX_OCTETS, true, (xml, name) -> {
                root.add(new XmlRoot(xml.namespace(), name));
                xml.stop();
            });
        } catch (MssSyntaxException noXml) {
            return NONE;
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return root.getFirst();
    }

    /** Whether it is a detached signature (W3C XMLDSig, XAdES), which IHE lists beside what it signs as {@code text/xml} (IHE ITI DSG). */
    public boolean isSignature() {
        return equals(SIGNATURE);
    }
}
