package fr.pli.smtp;

import fr.pli.mss.MssAddress;
import java.util.Optional;

/**
 * Decides what the engine may accept, and takes it. The operator implements it. A refusal is an {@link SmtpRefusal}; any
 * RuntimeException out of here or out of an {@link Incoming} is told to the client as {@code 451 4.3.0}, logged once, and the session lives on.
 */
public interface Reception {

    /**
     * MAIL FROM.
     *
     * @param from the reverse path; empty for {@code <>}
     * @throws SmtpRefusal if this client may not send as {@code from}, or nothing can be taken for now
     */
    Incoming mailFrom(SmtpClient client, Optional<MssAddress> from, MailParameters parameters) throws SmtpRefusal;

    /** Largest message in octets on the wire; the engine announces it by SIZE and enforces it. */
    long maxSize();
}
