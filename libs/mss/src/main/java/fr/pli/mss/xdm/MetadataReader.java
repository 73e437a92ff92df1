package fr.pli.mss.xdm;

import fr.pli.mss.MssSyntaxException;
import fr.pli.mss.XmlCursor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/**
 * Reads METADATA.XML (ebRIM 3.0), tolerant of what writers get wrong: undeclared prefixes, blanks before the root, a BOM, identifiers
 * under the scheme of another field, objects at any depth. Spec: messages.md section 3.
 */
public final class MetadataReader {

    private static final String KIND = "METADATA.XML";
    private static final long MAX_OCTETS = 5_000_000;
    private static final int MAX_ITEMS = 2_000;

    private final XmlCursor xml;
    private final List<SubmissionSet> sets = new ArrayList<>();
    private final List<DocumentEntry> documents = new ArrayList<>();
    private int items;

    private MetadataReader(XmlCursor xml) {
        this.xml = xml;
    }

    /** @throws MssSyntaxException if it is no XML, or passes a bound, or its root is no SubmitObjectsRequest */
    public static XdmMetadata read(byte[] file) {
        List<XdmMetadata> found = new ArrayList<>(1);
        try {
            XmlCursor.read(KIND, new ByteArrayInputStream(trimmed(file)), MAX_OCTETS, false, (xml, root) -> {
                if (!root.equals("SubmitObjectsRequest") && !root.equals("RegistryObjectList")) {
                    throw new MssSyntaxException(KIND, root, "expected SubmitObjectsRequest");
                }
                MetadataReader reader = new MetadataReader(xml);
                xml.children(reader::object);
                found.add(new XdmMetadata(reader.sets, reader.documents));
            });
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return found.getFirst();
    }

    private void object(String name) throws XMLStreamException, IOException {
        switch (name) {
            case "RegistryObjectList" -> xml.children(this::object);
            case "RegistryPackage" -> {
                RegistryObject object = new RegistryObject("");
                xml.children(part -> part(object, part));
                sets.add(object.submissionSet());
            }
            case "ExtrinsicObject" -> {
                RegistryObject object = new RegistryObject(xml.attribute("mimeType"));
                xml.children(part -> part(object, part));
                documents.add(object.documentEntry());
            }
            default -> {
                // associations and the class of the package say nothing more
            }
        }
        count();
    }

    private void part(RegistryObject object, String name) throws XMLStreamException, IOException {
        count();
        switch (name) {
            case "Slot" -> slot(object.slots);
            case "Name" -> object.name = localized();
            case "Classification" ->
                object.classifications.add(tag(new RegistryObject.Tag(
                        xml.attribute("classificationScheme"), xml.attribute("nodeRepresentation"))));
            case "ExternalIdentifier" ->
                object.identifiers.add(
                        tag(new RegistryObject.Tag(xml.attribute("identificationScheme"), xml.attribute("value"))));
            default -> {
                // not needed
            }
        }
    }

    private RegistryObject.Tag tag(RegistryObject.Tag tag) throws XMLStreamException, IOException {
        xml.children(part -> {
            count();
            switch (part) {
                case "Slot" -> slot(tag.slots);
                case "Name" -> tag.name = localized();
                default -> {
                    // not needed
                }
            }
        });
        return tag;
    }

    private void slot(Map<String, List<String>> slots) throws XMLStreamException, IOException {
        List<String> values = slots.computeIfAbsent(xml.attribute("name"), _ -> new ArrayList<>());
        xml.children(list -> {
            if (list.equals("ValueList")) {
                xml.children(value -> {
                    if (value.equals("Value")) {
                        count();
                        values.add(xml.text());
                    }
                });
            }
        });
    }

    private String localized() throws XMLStreamException, IOException {
        List<String> strings = new ArrayList<>(1);
        xml.children(part -> {
            if (part.equals("LocalizedString")) {
                count();
                strings.add(xml.attribute("value").strip());
            }
        });
        return strings.isEmpty() ? "" : strings.getFirst();
    }

    private void count() {
        if (++items > MAX_ITEMS) {
            throw new MssSyntaxException(KIND, "", "more objects, slots and values than allowed");
        }
    }

    /** Without the blanks that some writers put before the XML declaration, where XML allows none. */
    private static byte[] trimmed(byte[] file) {
        int start = 0;
        while (start < file.length
                && (file[start] == ' ' || file[start] == '\r' || file[start] == '\n' || file[start] == '\t')) {
            start++;
        }
        return start == 0 ? file : Arrays.copyOfRange(file, start, file.length);
    }
}
