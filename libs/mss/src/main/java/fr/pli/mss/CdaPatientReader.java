package fr.pli.mss;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/** Reads recordTarget/patientRole of a CDA header. */
final class CdaPatientReader {

    static final CdaPatient NOBODY = new CdaPatient(List.of(), "", "", "", "", "", Hl7Time.NONE, "", "", List.of());

    private final XmlCursor xml;
    private final CdaParts parts;
    private final List<CdaId> ids = new ArrayList<>();
    private final List<String> telecoms = new ArrayList<>();
    private String birthName = "";
    private String firstName = "";
    private String givenNames = "";
    private String usedName = "";
    private String usedFirstName = "";
    private Hl7Time birthTime = Hl7Time.NONE;
    private String gender = "";
    private String birthPlace = "";

    CdaPatientReader(XmlCursor xml) {
        this.xml = xml;
        this.parts = new CdaParts(xml);
    }

    /** The cursor stands on patientRole. */
    CdaPatient patient() throws XMLStreamException, IOException {
        xml.children(name -> {
            switch (name) {
                case "id" -> CdaParts.bounded(ids).add(parts.id());
                case "telecom" ->
                    CdaParts.bounded(telecoms).add(xml.attribute("value").strip());
                case "patient" -> xml.children(this::person);
                default -> {
                    // not needed
                }
            }
        });
        return new CdaPatient(
                ids,
                birthName,
                firstName,
                givenNames,
                usedName,
                usedFirstName,
                birthTime,
                gender,
                birthPlace,
                telecoms);
    }

    private void person(String name) throws XMLStreamException, IOException {
        switch (name) {
            case "name" -> xml.children(this::namePart);
            case "administrativeGenderCode" -> gender = xml.attribute("code").strip();
            case "birthTime" -> birthTime = parts.time();
            case "birthplace" -> xml.children(this::birthplace);
            default -> {
                // not needed
            }
        }
    }

    private void namePart(String part) throws XMLStreamException, IOException {
        String qualifier = xml.attribute("qualifier");
        switch (part + " " + qualifier) {
            case "family BR" -> birthName = xml.text();
            case "family CL" -> usedName = xml.text();
            case "family " -> usedName = usedName.isEmpty() ? xml.text() : usedName;
            case "given BR" -> firstName = xml.text();
            case "given CL" -> usedFirstName = xml.text();
            case "given " -> givenNames = givenNames.isEmpty() ? xml.text() : givenNames + " " + xml.text();
            default -> {
                // titles and other qualifiers
            }
        }
    }

    private void birthplace(String name) throws XMLStreamException, IOException {
        switch (name) {
            case "place", "addr" -> xml.children(this::birthplace);
            case "county" -> birthPlace = xml.text();
            default -> {
                // not needed
            }
        }
    }
}
