package fr.pli.mss;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/**
 * Reads the header of a CDA R2 document, streaming, and stops at its body. No DTD, no entity; at most 20 MB, 80 levels. A BOM is
 * accepted. Spec: messages.md sections 4 and 6.
 */
public final class CdaReader {

    /** The largest document, in octets. */
    public static final long MAX_OCTETS = 20_000_000;

    static final String NAMESPACE = "urn:hl7-org:v3";

    private final XmlCursor xml;
    private final CdaParts parts;
    private final List<CdaId> templateIds = new ArrayList<>();
    private final List<Coded> confidentiality = new ArrayList<>();
    private final List<CdaPerson> authors = new ArrayList<>();
    private CdaId id = CdaId.NONE;
    private CdaId setId = CdaId.NONE;
    private CdaId replaces = CdaId.NONE;
    private int versionNumber;
    private Coded code = Coded.NONE;
    private String title = "";
    private Hl7Time effectiveTime = Hl7Time.NONE;
    private String language = "";
    private final List<CdaPatient> patients = new ArrayList<>();
    private CdaPerson legalAuthenticator = CdaPerson.NONE;
    private CdaOrganization custodian = CdaOrganization.NONE;
    private final CdaActReader act;
    private int level;
    private String mediaType = "";

    private CdaReader(XmlCursor xml) {
        this.xml = xml;
        this.parts = new CdaParts(xml);
        this.act = new CdaActReader(xml);
    }

    /**
     * Reads the header.
     *
     * @throws MssSyntaxException if it is no XML, no {@code ClinicalDocument} of HL7 v3, has no body, or passes a bound
     * @throws IOException if {@code in} fails
     */
    public static CdaHeader read(InputStream in) throws IOException {
        List<CdaHeader> found = new ArrayList<>(1);
        XmlCursor.read("CDA", in, MAX_OCTETS, true, (xml, root) -> {
            if (!root.equals("ClinicalDocument") || !xml.namespace().equals(NAMESPACE)) {
                throw new MssSyntaxException("CDA", root, "expected ClinicalDocument of urn:hl7-org:v3");
            }
            found.add(new CdaReader(xml).header());
        });
        return found.getFirst();
    }

    /** {@link #read(InputStream)} of octets in memory. */
    public static CdaHeader read(byte[] document) {
        try {
            return read(new ByteArrayInputStream(document));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    private CdaHeader header() throws XMLStreamException, IOException {
        xml.children(this::child);
        if (level == 0) {
            throw new MssSyntaxException("CDA", "", "it has no body");
        }
        return new CdaHeader(
                templateIds,
                new CdaVersion(id, setId, versionNumber, replaces),
                code,
                title,
                effectiveTime,
                confidentiality,
                language,
                patients,
                authors,
                legalAuthenticator,
                custodian,
                act.act(),
                level,
                mediaType);
    }

    private void child(String name) throws XMLStreamException, IOException {
        if (!xml.namespace().equals(NAMESPACE)) {
            return;
        }
        switch (name) {
            case "templateId" -> CdaParts.bounded(templateIds).add(parts.id());
            case "id" -> id = parts.id();
            case "code" -> code = parts.coded();
            case "title" -> title = xml.text();
            case "effectiveTime" -> effectiveTime = parts.time();
            case "confidentialityCode" -> CdaParts.bounded(confidentiality).add(parts.coded());
            case "languageCode" -> language = xml.attribute("code");
            case "setId" -> setId = parts.id();
            case "versionNumber" -> versionNumber = number(xml.attribute("value"));
            case "recordTarget" -> recordTarget();
            case "author" -> xml.children(this::author);
            case "legalAuthenticator" -> xml.children(this::legalAuthenticator);
            case "custodian" -> xml.children(this::custodian);
            case "documentationOf" -> xml.children(act::documentation);
            case "componentOf" -> xml.children(act::encounter);
            case "relatedDocument" -> relatedDocument();
            case "component" -> xml.children(this::body);
            default -> {
                // not needed
            }
        }
    }

    private void recordTarget() throws XMLStreamException, IOException {
        xml.children(name -> {
            if (name.equals("patientRole")) {
                CdaParts.bounded(patients).add(new CdaPatientReader(xml).patient());
            }
        });
    }

    private void author(String name) throws XMLStreamException, IOException {
        if (name.equals("assignedAuthor")) {
            CdaParts.bounded(authors).add(parts.person());
        }
    }

    private void legalAuthenticator(String name) throws XMLStreamException, IOException {
        if (name.equals("assignedEntity")) {
            legalAuthenticator = parts.person();
        }
    }

    private void custodian(String name) throws XMLStreamException, IOException {
        switch (name) {
            case "assignedCustodian" -> xml.children(this::custodian);
            case "representedCustodianOrganization" -> custodian = parts.organization();
            default -> {
                // not needed
            }
        }
    }

    private void relatedDocument() throws XMLStreamException, IOException {
        if (!xml.attribute("typeCode").equals("RPLC")) {
            return;
        }
        xml.children(parent -> {
            if (parent.equals("parentDocument")) {
                xml.children(name -> {
                    if (name.equals("id") && replaces.isEmpty()) {
                        replaces = parts.id();
                    }
                });
            }
        });
    }

    private void body(String name) throws XMLStreamException, IOException {
        switch (name) {
            case "structuredBody" -> {
                level = 3;
                xml.stop();
            }
            case "nonXMLBody" -> {
                level = 1;
                xml.children(text -> {
                    if (text.equals("text")) {
                        mediaType = xml.attribute("mediaType");
                        xml.stop();
                    }
                });
            }
            default -> {
                // not needed
            }
        }
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }
}
