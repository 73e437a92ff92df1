package fr.pli.mss.xdm;

import fr.pli.mss.CdaHeader;
import fr.pli.mss.CdaPatient;
import fr.pli.mss.ClassCodes;
import fr.pli.mss.Coded;
import fr.pli.mss.Digests;
import fr.pli.mss.FormatCodes;
import fr.pli.mss.Ins;
import fr.pli.mss.Visibility;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An ExtrinsicObject of METADATA.XML: one document of the archive. Texts that it does not have are empty. Spec: messages.md section 3.
 *
 * @param uri path of the file from the folder of METADATA.XML
 * @param size in octets; negative if not given
 * @param hash SHA-1 in hexadecimal
 * @param sourcePatientInfo {@code PID-5|…}, {@code PID-7|…}, {@code PID-8|…}
 */
public record DocumentEntry(
        String uniqueId,
        String mimeType,
        String title,
        String uri,
        long size,
        String hash,
        String creationTime,
        String languageCode,
        String legalAuthenticator,
        String serviceStartTime,
        String serviceStopTime,
        String patientId,
        String sourcePatientId,
        List<String> sourcePatientInfo,
        List<XdsAuthor> authors,
        Coded classCode,
        Coded typeCode,
        List<Coded> confidentiality,
        Coded formatCode,
        Coded facility,
        Coded setting,
        List<Coded> events) {

    public DocumentEntry {
        sourcePatientInfo = List.copyOf(sourcePatientInfo);
        authors = List.copyOf(authors);
        confidentiality = List.copyOf(confidentiality);
        events = List.copyOf(events);
    }

    /**
     * Describes a CDA.
     *
     * @param content the file itself, for its size and hash
     */
    public static DocumentEntry of(CdaHeader cda, String uri, byte[] content) {
        return of(cda, uri, content, Set.of());
    }

    /**
     * Describes a CDA that is hidden from somebody.
     *
     * @param hidden beside what the CDA says itself
     */
    public static DocumentEntry of(CdaHeader cda, String uri, byte[] content, Set<Visibility> hidden) {
        CdaPatient patient = cda.patient();
        String patientId = patient.ins().map(Ins::toCx).orElse(PatientId.of(patient.localId(), "PI"));
        String sourceId = PatientId.of(patient.localId(), "PI");
        return new DocumentEntry(
                cda.id().isEmpty() ? Digests.oid(content) : cda.id().toUniqueId(),
                "text/xml",
                cda.title().isEmpty() ? cda.code().label() : cda.title(),
                uri,
                content.length,
                Digests.sha1(content),
                cda.effectiveTime().toDtm(),
                cda.language(),
                XdsAuthor.xcn(cda.legalAuthenticator()),
                cda.act().start().toDtm(),
                cda.act().end().toDtm(),
                patientId,
                sourceId.isEmpty() ? patientId : sourceId,
                List.of(
                        "PID-5|" + XdsAuthor.plain(patient.nom()) + "^" + XdsAuthor.plain(patient.prenom()) + "^^^^^L",
                        "PID-7|"
                                + patient.birthTime()
                                        .date()
                                        .map(day -> day.toString().replace("-", ""))
                                        .orElse(""),
                        "PID-8|" + XdsAuthor.plain(patient.gender())),
                cda.authors().stream().map(XdsAuthor::of).toList(),
                ClassCodes.of(cda.code()),
                cda.code(),
                confidentiality(cda, hidden),
                FormatCodes.of(cda),
                cda.act().facility(),
                cda.act().setting(),
                cda.act().events().stream().filter(event -> !event.isEmpty()).toList());
    }

    /** The INS that {@link #patientId()} is, or else {@link #sourcePatientId()}. */
    public Optional<Ins> ins() {
        return PatientId.ins(patientId).or(() -> PatientId.ins(sourcePatientId));
    }

    /** The values of a field of {@link #sourcePatientInfo()}, without its name. */
    List<String> pid(int field) {
        String name = "PID-" + field + "|";
        return sourcePatientInfo.stream()
                .map(String::strip)
                .filter(info -> info.startsWith(name))
                .flatMap(info -> Stream.of(info.substring(name.length()).split("~", -1)))
                .map(String::strip)
                .toList();
    }

    private static List<Coded> confidentiality(CdaHeader cda, Set<Visibility> hidden) {
        Set<Visibility> said = Visibility.in(cda.confidentiality());
        return Stream.concat(
                        cda.confidentiality().stream(),
                        hidden.stream()
                                .sorted()
                                .filter(one -> !said.contains(one))
                                .map(Visibility::toCoded))
                .toList();
    }

    /** Nothing of the patient: this is safe for logs. */
    @Override
    public String toString() {
        return "DocumentEntry " + uri;
    }
}
