package fr.pli.compose;

import fr.pli.mss.CdaHeader;
import fr.pli.mss.CdaReader;
import fr.pli.mss.InsStatus;
import fr.pli.mss.MessageSubject;
import fr.pli.mss.MssAddress;
import fr.pli.mss.MssHeaders;
import fr.pli.mss.MssSyntaxException;
import fr.pli.mss.XdmWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Composes MSSanté messages: archive, PDF copies, names and headers all come from the documents themselves (ECO.2.1.*, 2.2.*, 2.4.*).
 * Spec: messages.md sections 1 to 3. Safe from any thread.
 */
public final class Composer {

    private final ComposeSettings settings;
    private final InstantSource clock;

    public Composer(ComposeSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Composes a message.
     *
     * @throws CompositionException if there is no recipient, a document is no CDA or cannot be shown as PDF, the documents are of several
     *     patients (ECO.2.1.1), a patient among the recipients is not that of the documents, {@code FIN} is asked of a professional, or a
     *     text would break out of its header
     */
    public ComposedMessage compose(Draft draft) {
        refuseWrongRecipients(draft);
        try {
            return draft.documents().isEmpty() ? plain(draft) : withDocuments(draft);
        } catch (MssSyntaxException e) {
            throw new CompositionException(CompositionFault.NOT_A_CDA, String.valueOf(e.getMessage()), e);
        }
    }

    private ComposedMessage plain(Draft draft) {
        if (draft.subject().isBlank() || draft.subject().chars().anyMatch(Character::isISOControl)) {
            throw new CompositionException(CompositionFault.SUBJECT_MISSING, "");
        }
        MssHeaders headers =
                new MssHeaders(List.of(), InsStatus.ABSENT, settings.nil().value(), draft.fin());
        return new MimeAssembly(draft, draft.subject(), headers, clock.instant()).message();
    }

    private ComposedMessage withDocuments(Draft draft) {
        Instant now = clock.instant();
        List<CdaHeader> cdas = draft.documents().stream().map(CdaReader::read).toList();
        byte[] archive = XdmWriter.write(draft.documents(), now, settings.sourceOid());
        refuseOtherPatients(draft, cdas);
        List<String> codes = cdas.stream().map(cda -> cda.code().code()).toList();
        boolean qualified = cdas.stream().anyMatch(cda -> cda.patient().hasQualifiedIns(settings.insKeyPolicy()));
        MssHeaders headers = new MssHeaders(
                codes,
                qualified ? InsStatus.QUALIFIED : InsStatus.NOT_QUALIFIED,
                settings.nil().value(),
                draft.fin());
        MessageSubject subject = MessageSubject.of(
                cdas.stream().map(cda -> cda.code().label()).toList(),
                cdas.getFirst().patient(),
                settings.deaccentLabel());
        MimeAssembly mime = new MimeAssembly(draft, subject.toString(), headers, now);
        mime.attach(XdmWriter.FILE_NAME, "application/zip", archive);
        Map<String, Integer> taken = new HashMap<>();
        for (int i = 0; i < cdas.size(); i++) {
            String name = DistinctName.of(cdas.get(i), draft.patientFile(), taken);
            mime.attach(name, "application/pdf", PdfCopy.of(draft.documents().get(i), cdas.get(i)));
        }
        return mime.message();
    }

    private void refuseWrongRecipients(Draft draft) {
        if (draft.to().isEmpty()) {
            throw new CompositionException(CompositionFault.NO_RECIPIENT, "");
        }
        if (draft.fin() && !draft.to().stream().allMatch(this::isPatient)) {
            throw new CompositionException(CompositionFault.FIN_TO_PROFESSIONAL, "");
        }
    }

    private void refuseOtherPatients(Draft draft, List<CdaHeader> cdas) {
        String number = cdas.getFirst().patient().ins().map(ins -> ins.number()).orElse("");
        for (MssAddress recipient : draft.to()) {
            if (recipient
                    .matricule(settings.patientDomain())
                    .filter(other -> !other.equals(number))
                    .isPresent()) {
                throw new CompositionException(CompositionFault.RECIPIENT_IS_ANOTHER_PATIENT, "");
            }
        }
    }

    private boolean isPatient(MssAddress address) {
        return address.isIn(settings.patientDomain());
    }
}
