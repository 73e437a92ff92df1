package fr.pli.mss.xdm;

import fr.pli.mss.Coded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A RegistryPackage or ExtrinsicObject of ebRIM 3.0 as it lies in the file, before its fields get their meaning. Filled by {@link MetadataReader}. */
final class RegistryObject {

    /** A classification, or an external identifier ({@code code} is then its value). */
    static final class Tag {
        final String scheme;
        final String code;
        final Map<String, List<String>> slots = new LinkedHashMap<>();
        String name = "";

        Tag(String scheme, String code) {
            this.scheme = scheme;
            this.code = code;
        }
    }

    final String mimeType;
    final Map<String, List<String>> slots = new LinkedHashMap<>();
    final List<Tag> classifications = new ArrayList<>();
    final List<Tag> identifiers = new ArrayList<>();
    String name = "";

    RegistryObject(String mimeType) {
        this.mimeType = mimeType;
    }

    SubmissionSet submissionSet() {
        return new SubmissionSet(
                identifier(XdsScheme.SET_UNIQUE_ID),
                identifier(XdsScheme.SET_SOURCE_ID),
                identifier(XdsScheme.SET_PATIENT_ID),
                slot("submissionTime"),
                code(XdsScheme.SET_CONTENT_TYPE),
                name,
                authors(XdsScheme.SET_AUTHOR));
    }

    DocumentEntry documentEntry() {
        return new DocumentEntry(
                identifier(XdsScheme.UNIQUE_ID),
                mimeType,
                name,
                uri(),
                size(),
                slot("hash"),
                slot("creationTime"),
                slot("languageCode"),
                slot("legalAuthenticator"),
                slot("serviceStartTime"),
                slot("serviceStopTime"),
                identifier(XdsScheme.PATIENT_ID),
                slot("sourcePatientId"),
                slots.getOrDefault("sourcePatientInfo", List.of()),
                authors(XdsScheme.AUTHOR),
                code(XdsScheme.CLASS),
                code(XdsScheme.TYPE),
                codes(XdsScheme.CONFIDENTIALITY),
                code(XdsScheme.FORMAT),
                code(XdsScheme.FACILITY),
                code(XdsScheme.SETTING),
                codes(XdsScheme.EVENT));
    }

    /** By its Name first: the style sheet of ANS files patientId under the scheme of uniqueId. */
    private String identifier(XdsScheme scheme) {
        return identifiers.stream()
                .filter(tag -> tag.name.equalsIgnoreCase(scheme.identifierName()))
                .findFirst()
                .or(() -> identifiers.stream()
                        .filter(tag -> tag.scheme.equals(scheme.urn()) && !XdsScheme.isIdentifierName(tag.name))
                        .findFirst())
                .map(tag -> tag.code.strip())
                .orElse("");
    }

    private String slot(String slot) {
        List<String> values = slots.getOrDefault(slot, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** A long URI comes in pieces: {@code 1|…}, {@code 2|…} (IHE ITI TF-3 section 4.2.3.2.28). */
    private String uri() {
        List<String> values = slots.getOrDefault("URI", List.of());
        if (values.size() <= 1 && !slot("URI").startsWith("1|")) {
            return slot("URI");
        }
        return String.join(
                "",
                values.stream()
                        .sorted()
                        .map(piece -> piece.substring(piece.indexOf('|') + 1))
                        .toList());
    }

    private long size() {
        String size = slot("size");
        return size.matches("\\d{1,18}") ? Long.parseLong(size) : -1;
    }

    private Coded code(XdsScheme scheme) {
        List<Coded> codes = codes(scheme);
        return codes.isEmpty() ? Coded.NONE : codes.getFirst();
    }

    private List<Coded> codes(XdsScheme scheme) {
        return classifications.stream()
                .filter(tag -> tag.scheme.equals(scheme.urn()))
                .map(tag -> new Coded(
                        tag.code, String.join("", tag.slots.getOrDefault("codingScheme", List.of())), tag.name))
                .toList();
    }

    private List<XdsAuthor> authors(XdsScheme scheme) {
        return classifications.stream()
                .filter(tag -> tag.scheme.equals(scheme.urn()))
                .map(tag -> new XdsAuthor(
                        String.join("", tag.slots.getOrDefault("authorPerson", List.of())),
                        tag.slots.getOrDefault("authorInstitution", List.of()),
                        tag.slots.getOrDefault("authorRole", List.of()),
                        tag.slots.getOrDefault("authorSpecialty", List.of())))
                .toList();
    }
}
