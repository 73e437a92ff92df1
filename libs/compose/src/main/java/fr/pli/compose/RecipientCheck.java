package fr.pli.compose;

import fr.pli.mss.CdaHeader;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Visibility;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether a message may go to its recipients: patients with a qualified INS, documents that those who get them may see. Spec: messages.md section 5, mes.md. */
record RecipientCheck(ComposeSettings settings) {

    /** @throws CompositionException if there is no recipient, {@code FIN} is asked of a professional, or an address is of no INS (ECO.2.2.6) */
    void recipients(Draft draft) {
        if (draft.to().isEmpty()) {
            throw new CompositionException(CompositionFault.NO_RECIPIENT, "");
        }
        if (draft.fin() && !draft.to().stream().allMatch(this::isPatient)) {
            throw new CompositionException(CompositionFault.FIN_TO_PROFESSIONAL, "");
        }
        boolean noNumber = draft.to().stream()
                .anyMatch(to ->
                        isPatient(to) && to.matricule(settings.patientDomain()).isEmpty());
        if (noNumber && !settings.insDerogation()) {
            throw new CompositionException(CompositionFault.INS_NOT_QUALIFIED, "");
        }
    }

    /**
     * Looks at what the documents say.
     *
     * @throws CompositionException if a patient among the recipients is not theirs, or has no qualified INS in them and there is no
     *     derogation (ECO.2.2.6); or if one of them is hidden from a recipient
     */
    void documents(Draft draft, List<CdaHeader> cdas) {
        String number = cdas.getFirst().patient().ins().map(ins -> ins.number()).orElse("");
        for (MssAddress to : draft.to()) {
            if (to.matricule(settings.patientDomain())
                    .filter(other -> !other.equals(number) && !(settings.insDerogation() && number.isEmpty()))
                    .isPresent()) {
                throw new CompositionException(
                        number.isEmpty()
                                ? CompositionFault.INS_NOT_QUALIFIED
                                : CompositionFault.RECIPIENT_IS_ANOTHER_PATIENT,
                        "");
            }
        }
        boolean toPatient = draft.to().stream().anyMatch(this::isPatient);
        boolean qualified = cdas.stream().allMatch(cda -> cda.patient().hasQualifiedIns(settings.insKeyPolicy()));
        if (toPatient && !qualified && !settings.insDerogation()) {
            throw new CompositionException(CompositionFault.INS_NOT_QUALIFIED, "");
        }
        for (int i = 0; i < cdas.size(); i++) {
            try {
                visibility(draft, cdas.get(i), toPatient);
            } catch (CompositionException e) {
                throw e.of(i);
            }
        }
    }

    /** The combinations that exist: INVISIBLE_PATIENT alone, and for professionals; what else the sender chooses for patients only. */
    private void visibility(Draft draft, CdaHeader cda, boolean toPatient) {
        Set<Visibility> hidden = EnumSet.noneOf(Visibility.class);
        hidden.addAll(draft.hidden());
        hidden.addAll(Visibility.in(cda.confidentiality()));
        if (hidden.contains(Visibility.INVISIBLE_PATIENT) && toPatient) {
            throw new CompositionException(CompositionFault.INVISIBLE_TO_PATIENT, "");
        }
        if (hidden.contains(Visibility.INVISIBLE_PATIENT)
                && hidden.size() > 1
                && !draft.hidden().isEmpty()) {
            throw new CompositionException(CompositionFault.VISIBILITY_CONTRADICTS, "");
        }
        boolean toProfessional = !draft.to().stream().allMatch(this::isPatient);
        if (draft.hidden().contains(Visibility.MASQUE_PS) && toProfessional) {
            throw new CompositionException(CompositionFault.HIDDEN_FROM_RECIPIENT, "");
        }
        if (draft.hidden().contains(Visibility.INVISIBLE_REPRESENTANTS_LEGAUX) && toProfessional) {
            throw new CompositionException(CompositionFault.REPRESENTATIVES_OF_PATIENTS_ONLY, "");
        }
    }

    private boolean isPatient(MssAddress address) {
        return address.isIn(settings.patientDomain());
    }
}
