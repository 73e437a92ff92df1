package fr.pli.compose;

import fr.pli.mss.CdaHeader;
import fr.pli.mss.CdaPatient;
import fr.pli.mss.Ins;
import fr.pli.mss.xdm.PatientComparison;
import fr.pli.mss.xdm.PatientTraits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether documents may travel together: of one patient, none twice. And what is odd about each. */
final class DocumentCheck {

    private DocumentCheck() {}

    /**
     * Refuses documents that are not of one patient (ECO.2.1.1) by number and traits. Two documents without a number are not.
     *
     * @throws CompositionException with {@link CompositionFault#SEVERAL_PATIENTS}, of the first that does not go with those before it
     */
    static void ofOnePatient(List<CdaHeader> cdas) {
        PatientComparison comparison = new PatientComparison();
        for (int i = 0; i < cdas.size(); i++) {
            List<CdaPatient> patients = cdas.get(i).patients();
            patients.forEach(patient -> comparison.add(PatientTraits.of(patient)));
            if (patients.isEmpty() && cdas.size() > 1 || !comparison.areOne()) {
                throw new CompositionException(CompositionFault.SEVERAL_PATIENTS, "").of(i);
            }
        }
    }

    /**
     * Refuses a document that is there twice, or whose identifier is: METADATA.XML would have one uniqueId twice.
     *
     * @throws CompositionException with {@link CompositionFault#SAME_DOCUMENT_TWICE}, of the second one
     */
    static void noneTwice(List<byte[]> documents, List<CdaHeader> cdas) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < documents.size(); i++) {
            byte[] document = documents.get(i);
            boolean twice = documents.subList(0, i).stream().anyMatch(earlier -> Arrays.equals(earlier, document))
                    || !cdas.get(i).id().isEmpty() && !ids.add(cdas.get(i).id().toUniqueId());
            if (twice) {
                throw new CompositionException(CompositionFault.SAME_DOCUMENT_TWICE, "").of(i);
            }
        }
    }

    /** What is odd about each of them. */
    static List<CompositionWarning> warnings(List<CdaHeader> cdas) {
        List<CompositionWarning> found = new ArrayList<>();
        for (int i = 0; i < cdas.size(); i++) {
            for (CompositionWarning.Kind kind : kinds(cdas.get(i))) {
                found.add(new CompositionWarning(kind, i));
            }
        }
        return found;
    }

    private static List<CompositionWarning.Kind> kinds(CdaHeader cda) {
        List<CompositionWarning.Kind> kinds = new ArrayList<>();
        CdaPatient patient = cda.patient();
        List<Ins> ins = patient.everyIns();
        add(kinds, CompositionWarning.Kind.NO_PATIENT, cda.patients().isEmpty());
        add(kinds, CompositionWarning.Kind.NO_INS, !cda.patients().isEmpty() && ins.isEmpty());
        add(
                kinds,
                CompositionWarning.Kind.SEVERAL_RECORD_TARGETS,
                cda.patients().size() > 1);
        add(kinds, CompositionWarning.Kind.SEVERAL_INS, ins.size() > 1);
        add(kinds, CompositionWarning.Kind.INS_KEY_WRONG, ins.stream().anyMatch(one -> !one.keyIsRight()));
        add(kinds, CompositionWarning.Kind.INS_TRAITS_MISSING, !ins.isEmpty() && !patient.hasSixTraits());
        add(kinds, CompositionWarning.Kind.NO_ID, cda.id().isEmpty());
        return kinds;
    }

    private static void add(List<CompositionWarning.Kind> kinds, CompositionWarning.Kind kind, boolean is) {
        if (is) {
            kinds.add(kind);
        }
    }
}
