package fr.pli.mss.xdm;

import fr.pli.mss.Coded;
import fr.pli.mss.xdm.XdmSubmission.Revision;
import java.io.ByteArrayOutputStream;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes METADATA.XML (ebRIM 3.0) for one submission set and its documents; the same input gives the same octets. Spec: messages.md section 3. */
public final class MetadataWriter {

    private static final String LCM = "urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0";
    private static final String RIM = "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0";
    private static final String SET = "SubmissionSet01";

    private final XMLStreamWriter xml;
    private final Revision revision;
    private int ids;

    private MetadataWriter(XMLStreamWriter xml, Revision revision) {
        this.xml = xml;
        this.revision = revision;
    }

    /** The file, in UTF-8, of documents that replace nothing. */
    public static byte[] write(SubmissionSet set, List<DocumentEntry> documents) {
        return write(set, documents, Revision.NONE, List.of());
    }

    /**
     * The file, in UTF-8.
     *
     * @param replaced for each document the unique identifier of the one that it replaces; empty if it replaces none
     */
    static byte[] write(SubmissionSet set, List<DocumentEntry> documents, Revision revision, List<String> replaced) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            new MetadataWriter(xml, revision).request(set, documents, replaced);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory takes what is written", e);
        }
        return out.toByteArray();
    }

    private void request(SubmissionSet set, List<DocumentEntry> documents, List<String> replaced)
            throws XMLStreamException {
        xml.setPrefix("lcm", LCM);
        xml.setDefaultNamespace(RIM);
        xml.writeStartElement(LCM, "SubmitObjectsRequest");
        xml.writeNamespace("lcm", LCM);
        xml.writeDefaultNamespace(RIM);
        xml.writeStartElement(RIM, "RegistryObjectList");
        submissionSet(set);
        for (int i = 0; i < documents.size(); i++) {
            document(documentId(i), documents.get(i));
        }
        start(
                "Classification",
                "id",
                nextId(),
                "classifiedObject",
                SET,
                "classificationNode",
                XdsScheme.SET_NODE.urn());
        end();
        for (int i = 0; i < documents.size(); i++) {
            association("urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember", SET, documentId(i), "Original");
            if (revision == Revision.REPLACEMENT && !replaced.get(i).isEmpty()) {
                association("urn:ihe:iti:2007:AssociationType:RPLC", documentId(i), replaced.get(i), "");
            }
        }
        end();
        end();
    }

    private void association(String type, String source, String target, String status) throws XMLStreamException {
        start("Association", "id", nextId(), "associationType", type, "sourceObject", source, "targetObject", target);
        slot("SubmissionSetStatus", List.of(status));
        end();
    }

    private void submissionSet(SubmissionSet set) throws XMLStreamException {
        start("RegistryPackage", "id", SET);
        slot("submissionTime", List.of(set.submissionTime()));
        name(set.title());
        authors(XdsScheme.SET_AUTHOR, SET, set.authors());
        code(XdsScheme.SET_CONTENT_TYPE, SET, set.contentType());
        identifier(XdsScheme.SET_PATIENT_ID, SET, set.patientId());
        identifier(XdsScheme.SET_SOURCE_ID, SET, set.sourceId());
        identifier(XdsScheme.SET_UNIQUE_ID, SET, set.uniqueId());
        end();
    }

    private void document(String id, DocumentEntry entry) throws XMLStreamException {
        start("ExtrinsicObject", "id", id, "mimeType", entry.mimeType(), "objectType", XdsScheme.DOCUMENT.urn());
        if (revision == Revision.DELETION) {
            xml.writeAttribute("status", "urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated");
        }
        slot("creationTime", List.of(entry.creationTime()));
        slot("hash", List.of(entry.hash()));
        slot("languageCode", List.of(entry.languageCode()));
        slot("legalAuthenticator", List.of(entry.legalAuthenticator()));
        slot("serviceStartTime", List.of(entry.serviceStartTime()));
        slot("serviceStopTime", List.of(entry.serviceStopTime()));
        slot("size", List.of(Long.toString(entry.size())));
        slot("sourcePatientId", List.of(entry.sourcePatientId()));
        slot("sourcePatientInfo", entry.sourcePatientInfo());
        slot("URI", List.of(entry.uri()));
        name(entry.title());
        authors(XdsScheme.AUTHOR, id, entry.authors());
        code(XdsScheme.CLASS, id, entry.classCode());
        code(XdsScheme.TYPE, id, entry.typeCode());
        for (Coded confidentiality : entry.confidentiality()) {
            code(XdsScheme.CONFIDENTIALITY, id, confidentiality);
        }
        code(XdsScheme.FORMAT, id, entry.formatCode());
        code(XdsScheme.FACILITY, id, entry.facility());
        code(XdsScheme.SETTING, id, entry.setting());
        for (Coded event : entry.events()) {
            code(XdsScheme.EVENT, id, event);
        }
        identifier(XdsScheme.PATIENT_ID, id, entry.patientId());
        identifier(XdsScheme.UNIQUE_ID, id, entry.uniqueId());
        end();
    }

    private void authors(XdsScheme scheme, String object, List<XdsAuthor> authors) throws XMLStreamException {
        for (XdsAuthor author : authors) {
            classification(scheme, object, "");
            slot("authorPerson", List.of(author.person()));
            slot("authorInstitution", author.institutions());
            slot("authorRole", author.roles());
            slot("authorSpecialty", author.specialties());
            end();
        }
    }

    private void code(XdsScheme scheme, String object, Coded code) throws XMLStreamException {
        if (!code.isEmpty()) {
            classification(scheme, object, code.code());
            slot("codingScheme", List.of(code.system()));
            name(code.label());
            end();
        }
    }

    private void classification(XdsScheme scheme, String object, String code) throws XMLStreamException {
        start(
                "Classification",
                "id",
                nextId(),
                "classificationScheme",
                scheme.urn(),
                "classifiedObject",
                object,
                "nodeRepresentation",
                code);
    }

    private void identifier(XdsScheme scheme, String object, String value) throws XMLStreamException {
        start(
                "ExternalIdentifier",
                "id",
                nextId(),
                "registryObject",
                object,
                "identificationScheme",
                scheme.urn(),
                "value",
                value);
        name(scheme.identifierName());
        end();
    }

    /** A slot with those of the values that are not empty; nothing if all are. */
    private void slot(String name, List<String> values) throws XMLStreamException {
        List<String> present = values.stream().filter(value -> !value.isEmpty()).toList();
        if (present.isEmpty()) {
            return;
        }
        start("Slot", "name", name);
        start("ValueList");
        for (String value : present) {
            start("Value");
            xml.writeCharacters(value);
            end();
        }
        end();
        end();
    }

    private void name(String text) throws XMLStreamException {
        if (!text.isEmpty()) {
            start("Name");
            start("LocalizedString", "value", text);
            end();
            end();
        }
    }

    private void start(String element, String... attributes) throws XMLStreamException {
        xml.writeStartElement(RIM, element);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }

    private void end() throws XMLStreamException {
        xml.writeEndElement();
    }

    private String nextId() {
        return "id" + ++ids;
    }

    private static String documentId(int index) {
        return "Document%02d".formatted(index + 1);
    }
}
