package fr.pli.lps;

import fr.pli.mss.MssAddress;
import fr.pli.mss.MssHeaders;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** A message ready to be sent, made by {@link Composer}. */
public final class ComposedMessage {

    private final MessageId id;
    private final List<MssAddress> recipients;
    private final MssHeaders headers;
    private final SMTPMessage mime;

    ComposedMessage(MessageId id, List<MssAddress> recipients, MssHeaders headers, SMTPMessage mime) {
        this.id = id;
        this.recipients = List.copyOf(recipients);
        this.headers = headers;
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

    SMTPMessage mime() {
        return mime;
    }
}
