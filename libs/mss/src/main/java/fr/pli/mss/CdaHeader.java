package fr.pli.mss;

import java.util.List;

/**
 * The header of a CDA R2 document, as far as MSSanté needs it. Texts that the document does not have are empty. Spec: messages.md
 * section 4; read by {@link CdaReader}.
 *
 * @param code type of the document: what {@code X-MSS-CODECDA} names, and the label of the subject
 * @param effectiveTime when the document was made
 * @param patients one of each {@code recordTarget}: one, as a rule
 * @param level 1 with a body of another format ({@code nonXMLBody}), 3 with a structured one
 * @param mediaType of a level 1 body ({@code application/pdf}); empty at level 3
 */
public record CdaHeader(
        List<CdaId> templateIds,
        CdaVersion version,
        Coded code,
        String title,
        Hl7Time effectiveTime,
        List<Coded> confidentiality,
        String language,
        List<CdaPatient> patients,
        List<CdaPerson> authors,
        CdaPerson legalAuthenticator,
        CdaOrganization custodian,
        CdaAct act,
        int level,
        String mediaType) {

    public CdaHeader {
        templateIds = List.copyOf(templateIds);
        confidentiality = List.copyOf(confidentiality);
        patients = List.copyOf(patients);
        authors = List.copyOf(authors);
    }

    /** Its identifier. */
    public CdaId id() {
        return version.id();
    }

    /** Of whom it is; with an empty one for none. More than one {@code recordTarget} is not of the CI-SIS. */
    public CdaPatient patient() {
        return patients.isEmpty() ? CdaPatientReader.NOBODY : patients.getFirst();
    }

    /** Who comes first among the authors. */
    public CdaPerson author() {
        return authors.isEmpty() ? CdaPerson.NONE : authors.getFirst();
    }
}
