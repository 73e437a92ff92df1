package fr.pli.compose;

import fr.pli.mss.MssAddress;
import fr.pli.mss.Visibility;
import fr.pli.mss.xdm.XdmSubmission.Revision;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a message shall be, before it is composed: from whom to whom, and the CDA of one patient. The rest has defaults; each
 * {@code with…} gives a draft that differs in that.
 */
public final class Draft {

    private final Sender from;
    private final List<MssAddress> to;
    private final List<byte[]> documents;
    private String subject = "";
    private String text = "";
    private String patientFile = "";
    private @Nullable Reply reply;
    private Set<Receipt> receipts = Set.of();
    private boolean fin;
    private Set<Visibility> hidden = Set.of();
    private Revision revision = Revision.NONE;

    /**
     * A draft.
     *
     * @param documents CDA, as they are; none makes an ordinary mail, which needs a subject
     */
    public Draft(Sender from, List<MssAddress> to, List<byte[]> documents) {
        this.from = from;
        this.to = List.copyOf(to);
        this.documents = List.copyOf(documents);
    }

    private Draft(Draft that) {
        this(that.from, that.to, that.documents);
        this.subject = that.subject;
        this.text = that.text;
        this.patientFile = that.patientFile;
        this.reply = that.reply;
        this.receipts = that.receipts;
        this.fin = that.fin;
        this.hidden = that.hidden;
        this.revision = that.revision;
    }

    /** The subject of a mail without documents; with documents the rule gives it (ECO.2.1.3). */
    public Draft withSubject(String line) {
        Draft draft = new Draft(this);
        draft.subject = line;
        return draft;
    }

    /** What stands in the mail itself. */
    public Draft withText(String plain) {
        Draft draft = new Draft(this);
        draft.text = plain;
        return draft;
    }

    /** The number of the patient's file, for the names of the PDF files. */
    public Draft withPatientFile(String number) {
        Draft draft = new Draft(this);
        draft.patientFile = number;
        return draft;
    }

    /** The mail that it answers. */
    public Draft withReply(Reply answered) {
        Draft draft = new Draft(this);
        draft.reply = answered;
        return draft;
    }

    /** What the sender wants to be told. */
    public Draft withReceipts(Set<Receipt> wanted) {
        Draft draft = new Draft(this);
        draft.receipts = Set.copyOf(wanted);
        return draft;
    }

    /** The patient shall not answer: {@code X-MSS-MES: FIN} (ECO.2.2.8). Only for a mail to patients. */
    public Draft withoutAnswer() {
        Draft draft = new Draft(this);
        draft.fin = true;
        return draft;
    }

    /** From whom the documents are hidden, beside what they say themselves; written to METADATA.XML. */
    public Draft withVisibility(Set<Visibility> from) {
        Draft draft = new Draft(this);
        draft.hidden = Set.copyOf(from);
        return draft;
    }

    /** The documents are new versions, and replace those of an earlier message, which this one answers. */
    public Draft replacing(Reply earlier) {
        return revising(earlier, Revision.REPLACEMENT);
    }

    /** The documents were sent in an earlier message, which this one answers, and are withdrawn. */
    public Draft deleting(Reply earlier) {
        return revising(earlier, Revision.DELETION);
    }

    private Draft revising(Reply earlier, Revision what) {
        Draft draft = withReply(earlier);
        draft.revision = what;
        return draft;
    }

    Set<Visibility> hidden() {
        return hidden;
    }

    Revision revision() {
        return revision;
    }

    Sender from() {
        return from;
    }

    List<MssAddress> to() {
        return to;
    }

    List<byte[]> documents() {
        return documents;
    }

    String subject() {
        return subject;
    }

    String text() {
        return text;
    }

    String patientFile() {
        return patientFile;
    }

    Optional<Reply> reply() {
        return Optional.ofNullable(reply);
    }

    Set<Receipt> receipts() {
        return receipts;
    }

    boolean fin() {
        return fin;
    }
}
