package fr.pli.mss.xdm;

import fr.pli.mss.CdaHeader;
import fr.pli.mss.MessageSubject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that the archives of one message say of their patient, gathered to see whether it is one person (ECO.2.1.1). Documents must show
 * that they are of one; what METADATA.XML says of them, and the subject, must not contradict that.
 */
public final class PatientComparison {

    /** Different descriptions of one person that are held against each other; beyond that it is none. */
    private static final int MAX_DESCRIPTIONS = 30;

    private final List<PatientTraits> documents = new ArrayList<>();
    private final Set<PatientTraits> described = new LinkedHashSet<>();

    /** Adds the documents of an archive, and what it says of them. */
    public void add(XdmArchive archive) {
        archive.documents().forEach(document -> document.cda().ifPresent(cda -> add(cda, document.entry())));
        archive.entries().forEach(entry -> described.add(PatientTraits.of(entry)));
        archive.sets().forEach(set -> described.add(PatientTraits.ofNumber(PatientId.id(set.patientId()))));
    }

    /** Whoever a document is of: all its {@code recordTarget}, one as a rule. METADATA.XML knows of one. */
    private void add(CdaHeader cda, Optional<DocumentEntry> entry) {
        PatientTraits first = PatientTraits.of(cda.patient());
        add(entry.map(first::withNumbersOf).orElse(first));
        cda.patients().stream().skip(1).map(PatientTraits::of).forEach(this::add);
    }

    /** Adds the patient of a document. */
    public void add(PatientTraits document) {
        documents.add(document);
    }

    /** Whether all of it is of one patient, or of none. Two documents of patients without a number never are. */
    public boolean areOne() {
        Set<PatientTraits> different = new LinkedHashSet<>(documents);
        if (different.size() + described.size() > MAX_DESCRIPTIONS) {
            return false;
        }
        boolean ofOne = documents.size() < 2
                || different.stream().allMatch(one -> different.stream().allMatch(one::isSameAs));
        different.addAll(described);
        return ofOne
                && different.stream().noneMatch(PatientTraits::contradictsItself)
                && different.stream().allMatch(one -> different.stream().noneMatch(one::contradicts));
    }

    /** Whether a subject names the patient of the documents, or of their description where none of them is a CDA; true without either. */
    public boolean areIn(MessageSubject subject) {
        List<PatientTraits> all = documents.isEmpty()
                ? described.stream().filter(PatientTraits::isNamed).toList()
                : documents;
        return all.isEmpty() || all.stream().anyMatch(patient -> patient.areIn(subject));
    }
}
