package fr.pli.compose;

import fr.pli.mss.MssAddress;
import fr.pli.mss.MssHeaders;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;

/** A message ready to be sent, made by {@link Composer}. */
public final class ComposedMessage {

    private final MessageId id;
    private final List<MssAddress> recipients;
    private final MssHeaders headers;
    private final Set<Receipt> receipts;
    private final List<CompositionWarning> warnings;
    private final MimeMessage mime;

    ComposedMessage(
            MessageId id,
            List<MssAddress> recipients,
            MssHeaders headers,
            Set<Receipt> receipts,
            List<CompositionWarning> warnings,
            MimeMessage mime) {
        this.id = id;
        this.recipients = List.copyOf(recipients);
        this.headers = headers;
        this.receipts = Set.copyOf(receipts);
        this.warnings = List.copyOf(warnings);
        this.mime = mime;
    }

    /** Its Message-ID. */
    public MessageId id() {
        return id;
    }

    /** To whom it goes. */
    public List<MssAddress> recipients() {
        return recipients;
    }

    /** Its X-MSS headers. */
    public MssHeaders headers() {
        return headers;
    }

    /** What the sender wants to be told; a receipt of delivery is asked for in the envelope. */
    public Set<Receipt> receipts() {
        return receipts;
    }

    /** What is odd about its documents. */
    public List<CompositionWarning> warnings() {
        return warnings;
    }

    /**
     * Writes it as RFC 5322.
     *
     * @throws IOException if {@code out} fails
     */
    public void writeTo(OutputStream out) throws IOException {
        try {
            mime.writeTo(out);
        } catch (MessagingException e) {
            throw new IOException("the message cannot be written", e);
        }
    }

    /** The same for Jakarta Mail, to be sent and not to be changed. */
    public MimeMessage mime() {
        return mime;
    }
}
