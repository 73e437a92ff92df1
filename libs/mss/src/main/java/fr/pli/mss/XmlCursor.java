package fr.pli.mss;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks an XML document once, element by element, on a StAX reader that takes no DTD and no entity, within bounds of size, depth and
 * number of elements. Names are local names. It stands on an element; a child that its visitor did not read is skipped.
 */
public final class XmlCursor {

    private static final int MAX_DEPTH = 80;
    private static final int MAX_ELEMENTS = 1_000_000;
    private static final int MAX_TEXT = 64 * 1024;

    /** What to do with the child that the cursor stands on. */
    public interface Visitor {
        void child(String name) throws XMLStreamException, IOException;
    }

    /** What to do with a piece of text. */
    interface TextSink {
        void text(char[] characters, int offset, int length) throws IOException;
    }

    private final String kind;
    private final XMLStreamReader reader;
    private int depth;
    private int elements;
    private boolean stopped;

    private XmlCursor(String kind, XMLStreamReader reader) {
        this.kind = kind;
        this.reader = reader;
    }

    /**
     * Reads a document: goes to its root, and lets {@code visitor} see that as a child.
     *
     * @param kind what it should be, for the exception
     * @param namespaces whether prefixes must be declared; else they are cut off unseen
     * @throws MssSyntaxException if it is no XML, has a DTD, or passes a bound
     * @throws IOException if {@code in} fails
     */
    public static void read(String kind, InputStream in, long maxOctets, boolean namespaces, CursorVisitor visitor)
            throws IOException {
        BoundedInput input = new BoundedInput(kind, in, maxOctets);
        try {
            XmlCursor cursor =
                    new XmlCursor(kind, factory(namespaces).createXMLStreamReader(XmlDecoder.open(kind, input)));
            while (cursor.next() != XMLStreamConstants.START_ELEMENT) {
                // prologue
            }
            visitor.root(cursor, cursor.name());
        } catch (XMLStreamException e) {
            input.rethrow();
            throw new MssSyntaxException(kind, "", "not well-formed XML" + place(e));
        } catch (MssSyntaxException | IOException e) {
            throw e;
        } catch (RuntimeException e) {
            // the JDK's reader lets some of its own failures through on malformed input
            MssSyntaxException malformed = new MssSyntaxException(kind, "", "not well-formed XML");
            malformed.initCause(e);
            throw malformed;
        }
    }

    /** What to do with the root. */
    public interface CursorVisitor {
        void root(XmlCursor cursor, String name) throws XMLStreamException, IOException;
    }

    /** The local name of the element that the cursor stands on. */
    String name() {
        String name = reader.getLocalName();
        return name.substring(name.indexOf(':') + 1);
    }

    /** Its namespace; empty if none. */
    String namespace() {
        String uri = reader.getNamespaceURI();
        return uri == null ? "" : uri;
    }

    /** An attribute without prefix; empty if it is not there. */
    public String attribute(String name) {
        String value = reader.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /** Visits each child of the element, to its end. */
    public void children(Visitor visitor) throws XMLStreamException, IOException {
        int here = depth;
        while (!stopped && depth >= here) {
            if (next() == XMLStreamConstants.START_ELEMENT) {
                visitor.child(name());
                skipTo(here);
            }
        }
    }

    /** All the text in the element, its blanks folded, to its end. */
    public String text() throws XMLStreamException, IOException {
        return rawText().strip().replaceAll("\\s+", " ");
    }

    /** All the text in the element as it stands, to its end. */
    String rawText() throws XMLStreamException, IOException {
        StringBuilder text = new StringBuilder();
        text((characters, offset, length) -> {
            if (text.length() + length > MAX_TEXT) {
                throw new MssSyntaxException(kind, "", "text longer than allowed");
            }
            text.append(characters, offset, length);
        });
        return text.toString();
    }

    /** All the text in the element, piece by piece, to its end. */
    void text(TextSink sink) throws XMLStreamException, IOException {
        int here = depth;
        while (depth >= here) {
            int event = next();
            if (event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA
                    || event == XMLStreamConstants.SPACE) {
                sink.text(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
            }
        }
    }

    /** Nothing more is wanted: all visits end. */
    void stop() {
        stopped = true;
    }

    private void skipTo(int level) throws XMLStreamException {
        while (!stopped && depth > level) {
            next();
        }
    }

    private int next() throws XMLStreamException {
        int event = reader.next();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                depth++;
                elements++;
                if (depth > MAX_DEPTH || elements > MAX_ELEMENTS) {
                    throw new MssSyntaxException(kind, "", "deeper or with more elements than allowed");
                }
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new MssSyntaxException(kind, "", "a DTD or an entity is not accepted");
            default -> {
                // text, comments, processing instructions
            }
        }
        return event;
    }

    private static XMLInputFactory factory(boolean namespaces) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, namespaces);
        return factory;
    }

    private static String place(XMLStreamException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNumber() + ", column "
                        + e.getLocation().getColumnNumber();
    }
}
