package fr.pli.mss.xdm;

import fr.pli.mss.Coded;
import fr.pli.mss.Ins;
import java.util.List;
import java.util.Optional;

/**
 * The RegistryPackage of METADATA.XML: what was submitted, by whom, when. Texts that it does not have are empty. Spec: messages.md
 * section 3.
 *
 * @param patientId {@code <INS>^^^&<OID>&ISO^NH}
 * @param uniqueId an OID
 * @param submissionTime DTM in UTC
 */
public record SubmissionSet(
        String uniqueId,
        String sourceId,
        String patientId,
        String submissionTime,
        Coded contentType,
        String title,
        List<XdsAuthor> authors) {

    public SubmissionSet {
        authors = List.copyOf(authors);
    }

    /** The INS that {@link #patientId()} is. */
    public Optional<Ins> ins() {
        return PatientId.ins(patientId);
    }

    /** Nothing of the patient: this is safe for logs. */
    @Override
    public String toString() {
        return "SubmissionSet " + uniqueId;
    }
}
