package fr.pli.compose;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** A CDA as a tree; without DTD and entities. */
final class CdaDocument {

    static final String NAMESPACE = "urn:hl7-org:v3";

    /** The parser's own handler prints on the standard error. */
    private static final ErrorHandler SILENT = new DefaultHandler();

    private CdaDocument() {}

    /** @throws CompositionException if the document is no well-formed XML or has a DTD */
    static Document parse(byte[] cda) {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(SILENT);
            return builder.parse(new ByteArrayInputStream(cda));
        } catch (SAXException e) {
            throw new CompositionException(CompositionFault.NOT_A_CDA, "", e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the parser of the JDK has these features", e);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }
}
