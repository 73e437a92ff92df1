package fr.pli.compose;

import fr.pli.mss.HeaderAnomaly;
import fr.pli.mss.Ins;
import fr.pli.mss.MessageSubject;
import fr.pli.mss.MssHeaders;
import fr.pli.mss.xdm.XdmArchive;
import fr.pli.mss.xdm.XdmWarning;
import java.util.List;
import java.util.Optional;

/**
 * A message that came, opened and checked by {@link MessageOpener}. Texts are decoded, one line each, and not to be trusted otherwise.
 *
 * @param id its Message-ID; empty if it has none
 * @param from address of its From field
 * @param fromName display name of the same
 * @param subject as it is; see {@link #shownSubject()}
 * @param text its plain text, or else that of its HTML; empty if it has none
 * @param headers its X-MSS headers
 * @param headerAnomalies what is wrong with them, held against the archives
 * @param archives its IHE_XDM archives, those of forwarded messages among them: one, as a rule
 * @param damaged IHE_XDM archives that were refused
 * @param attachments the other files, and the messages that it forwards
 * @param messageWarnings what is wrong with it as a whole
 */
public record OpenedMessage(
        String id,
        String from,
        String fromName,
        String subject,
        String text,
        MssHeaders headers,
        List<HeaderAnomaly> headerAnomalies,
        List<XdmArchive> archives,
        List<DamagedArchive> damaged,
        List<Attachment> attachments,
        List<MessageWarning> messageWarnings) {

    public OpenedMessage {
        headerAnomalies = List.copyOf(headerAnomalies);
        archives = List.copyOf(archives);
        damaged = List.copyOf(damaged);
        attachments = List.copyOf(attachments);
        messageWarnings = List.copyOf(messageWarnings);
    }

    /** The subject without the marker that readers hide (ECO.3.1.3). */
    public String shownSubject() {
        return MessageSubject.find(subject).map(MessageSubject::text).orElse(subject);
    }

    /** The patient whom the documents are of (ECO.2.1.2). */
    public Optional<Ins> patient() {
        return archives.stream().flatMap(archive -> archive.patient().stream()).findFirst();
    }

    /** Names of the other attachments. */
    public List<String> otherFiles() {
        return attachments.stream().map(Attachment::name).toList();
    }

    /** What the archives warn of, all together. */
    public List<XdmWarning> warnings() {
        return archives.stream().flatMap(archive -> archive.warnings().stream()).toList();
    }

    /**
     * Whether the documents are what they are said to be: digests and sizes as described, one patient in all archives and in the
     * subject, the codes and the INS of the headers, nothing missing or damaged.
     */
    public boolean isSound() {
        return damaged.isEmpty()
                && messageWarnings.stream().allMatch(warning -> warning == MessageWarning.AUTHOR_NOT_PROVEN)
                && headerAnomalies.isEmpty()
                && warnings().stream().allMatch(warning -> isHarmless(warning.kind()));
    }

    private static boolean isHarmless(XdmWarning.Kind kind) {
        return switch (kind) {
            case INS_KEY_WRONG, INS_TRAITS_MISSING, NOT_LISTED -> true;
            case METADATA_MISSING,
                    METADATA_UNREADABLE,
                    FILE_MISSING,
                    HASH_DIFFERS,
                    SIZE_DIFFERS,
                    NOT_A_CDA,
                    PATIENT_DIFFERS,
                    SEVERAL_PATIENTS,
                    NESTED_ARCHIVE -> false;
        };
    }

    /** Nothing of the patient: this is safe for logs. */
    @Override
    public String toString() {
        return "OpenedMessage " + id;
    }
}
