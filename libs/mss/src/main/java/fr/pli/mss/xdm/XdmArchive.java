package fr.pli.mss.xdm;

import fr.pli.mss.CdaHeader;
import fr.pli.mss.Ins;
import fr.pli.mss.InsKeyPolicy;
import fr.pli.mss.MssHeaders;
import java.util.List;
import java.util.Optional;

/**
 * An IHE_XDM.zip, read. Spec: messages.md section 3.
 *
 * @param sets its submission sets: one, as a rule
 * @param documents those that METADATA.XML lists, in its order, then the CDA and PDF that it does not
 * @param entries all that METADATA.XML describes, files that are not there among them
 */
public record XdmArchive(
        List<SubmissionSet> sets, List<XdmDocument> documents, List<DocumentEntry> entries, List<XdmWarning> warnings) {

    public XdmArchive {
        sets = List.copyOf(sets);
        documents = List.copyOf(documents);
        entries = List.copyOf(entries);
        warnings = List.copyOf(warnings);
    }

    /** The documents that are CDA. */
    public List<CdaHeader> cdas() {
        return documents.stream().flatMap(document -> document.cda().stream()).toList();
    }

    /** What {@code X-MSS-CODECDA} must say: the code of each CDA (ECO.2.4.1). */
    public List<String> codes() {
        return cdas().stream()
                .map(cda -> cda.code().code())
                .filter(MssHeaders::isCode)
                .toList();
    }

    /** What {@code X-MSS-INS} must say: one qualified INS among several CDA is enough (ECO.2.4.2). */
    public boolean hasQualifiedIns(InsKeyPolicy policy) {
        return cdas().stream().anyMatch(cda -> cda.patient().hasQualifiedIns(policy));
    }

    /** Whom all of it says that it is about. */
    public PatientComparison patients() {
        PatientComparison patients = new PatientComparison();
        patients.add(this);
        return patients;
    }

    /**
     * The patient (ECO.2.1.2): patientId of a document, else of a submission set, else sourcePatientId, else that of a CDA.
     */
    public Optional<Ins> patient() {
        return first(documents.stream()
                        .flatMap(document -> document.entry().stream())
                        .map(entry -> PatientId.ins(entry.patientId()))
                        .toList())
                .or(() -> first(sets.stream().map(SubmissionSet::ins).toList()))
                .or(() -> first(documents.stream()
                        .flatMap(document -> document.entry().stream())
                        .map(DocumentEntry::ins)
                        .toList()))
                .or(() -> first(cdas().stream().map(cda -> cda.patient().ins()).toList()));
    }

    private static Optional<Ins> first(List<Optional<Ins>> candidates) {
        return candidates.stream().flatMap(Optional::stream).findFirst();
    }
}
