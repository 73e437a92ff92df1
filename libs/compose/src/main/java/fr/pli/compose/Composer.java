package fr.pli.compose;

import fr.pli.mss.CdaHeader;
import fr.pli.mss.CdaReader;
import fr.pli.mss.InsStatus;
import fr.pli.mss.MessageSubject;
import fr.pli.mss.MssHeaders;
import fr.pli.mss.MssSyntaxException;
import fr.pli.mss.xdm.XdmSubmission;
import fr.pli.mss.xdm.XdmWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Composes MSSanté messages: archive, PDF copies, names and headers all come from the documents themselves (ECO.2.1.*, 2.2.*, 2.4.*).
 * Spec: messages.md sections 1 to 3. Safe from any thread.
 */
public final class Composer {

    private static final int MAX_DOCUMENTS = 99;

    private final ComposeSettings settings;
    private final InstantSource clock;

    public Composer(ComposeSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Composes a message.
     *
     * @throws CompositionException if there is no recipient or one who may not get it, a document is no CDA or cannot be shown as PDF, the
     *     documents are not of one patient (ECO.2.1.1), or all is larger than readers take; see {@link CompositionFault}
     */
    public ComposedMessage compose(Draft draft) {
        new RecipientCheck(settings).recipients(draft);
        try {
            return draft.documents().isEmpty() ? plain(draft) : withDocuments(draft);
        } catch (MssSyntaxException e) {
            throw new CompositionException(CompositionFault.HEADER_REFUSED, String.valueOf(e.getMessage()), e);
        }
    }

    private ComposedMessage plain(Draft draft) {
        if (draft.subject().isBlank() || draft.subject().chars().anyMatch(Character::isISOControl)) {
            throw new CompositionException(CompositionFault.SUBJECT_MISSING, "");
        }
        MssHeaders headers =
                new MssHeaders(List.of(), InsStatus.ABSENT, settings.nil().value(), draft.fin());
        return new MimeAssembly(draft, draft.subject(), draft.text(), headers, clock.instant()).message(List.of());
    }

    private ComposedMessage withDocuments(Draft draft) {
        if (draft.documents().size() > MAX_DOCUMENTS) {
            throw new CompositionException(
                    CompositionFault.TOO_MANY_DOCUMENTS, draft.documents().size() + " > " + MAX_DOCUMENTS);
        }
        List<CdaHeader> cdas = headers(draft.documents());
        DocumentCheck.noneTwice(draft.documents(), cdas);
        DocumentCheck.ofOnePatient(cdas);
        new RecipientCheck(settings).documents(draft, cdas);
        refuseWhatReplacesNothing(draft, cdas);
        Instant now = clock.instant();
        byte[] archive = XdmWriter.write(
                new XdmSubmission(draft.documents(), now, settings.sourceOid(), draft.hidden(), draft.revision()));
        List<String> codes = cdas.stream().map(cda -> cda.code().code()).toList();
        boolean qualified = cdas.stream().anyMatch(cda -> cda.patient().hasQualifiedIns(settings.insKeyPolicy()));
        MssHeaders headers = new MssHeaders(
                codes,
                qualified ? InsStatus.QUALIFIED : InsStatus.NOT_QUALIFIED,
                settings.nil().value(),
                draft.fin());
        MimeAssembly mime = new MimeAssembly(draft, subject(draft, cdas).toString(), text(draft), headers, now);
        mime.attach(XdmWriter.FILE_NAME, "application/zip", archive);
        Map<String, Integer> taken = new HashMap<>();
        for (int i = 0; i < cdas.size(); i++) {
            String name = DistinctName.of(cdas.get(i), draft.patientFile(), taken);
            mime.attach(name, "application/pdf", pdf(draft.documents().get(i), cdas.get(i), i));
        }
        return mime.message(DocumentCheck.warnings(cdas));
    }

    private static List<CdaHeader> headers(List<byte[]> documents) {
        List<CdaHeader> cdas = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            try {
                cdas.add(CdaReader.read(documents.get(i)));
            } catch (MssSyntaxException e) {
                throw new CompositionException(CompositionFault.NOT_A_CDA, "", e).of(i);
            }
        }
        return cdas;
    }

    private static byte[] pdf(byte[] document, CdaHeader cda, int index) {
        try {
            return PdfCopy.of(document, cda);
        } catch (CompositionException e) {
            throw e.of(index);
        }
    }

    private MessageSubject subject(Draft draft, List<CdaHeader> cdas) {
        MessageSubject subject = MessageSubject.of(
                cdas.stream().map(cda -> cda.code().label()).toList(),
                cdas.getFirst().patient(),
                settings.deaccentLabel());
        return switch (draft.revision()) {
            case NONE -> subject;
            case REPLACEMENT -> subject.noting("Annule et remplace");
            case DELETION -> subject.noting("Suppression");
        };
    }

    /** What every reader sees, and not only one that knows METADATA.XML (va1.13, va1.30). */
    private static String text(Draft draft) {
        String text = draft.text().isEmpty() ? "" : "\n\n" + draft.text();
        return switch (draft.revision()) {
            case NONE -> draft.text();
            case REPLACEMENT -> "Annule et remplace : ce qui est joint remplace ce qui a été envoyé auparavant." + text;
            case DELETION ->
                "Suppression : ce qui est joint a été envoyé par erreur et ne doit plus être utilisé." + text;
        };
    }

    private static void refuseWhatReplacesNothing(Draft draft, List<CdaHeader> cdas) {
        boolean later = cdas.stream()
                .anyMatch(cda ->
                        !cda.version().replaces().isEmpty() || cda.version().number() > 1);
        if (draft.revision() == XdmSubmission.Revision.REPLACEMENT && !later) {
            throw new CompositionException(CompositionFault.NOT_A_NEW_VERSION, "");
        }
    }
}
