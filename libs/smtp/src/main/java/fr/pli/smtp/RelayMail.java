package fr.pli.smtp;

import fr.pli.mss.MssAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * A message for some recipients at one server.
 *
 * @param sender the reverse path; empty for {@code <>}
 * @param parameters of MAIL FROM; SIZE is the message's own
 * @param recipients at least one
 * @param octets writes the message, CRLF at the end of each line
 */
public record RelayMail(Optional<MssAddress> sender, MailParameters parameters, List<To> recipients, Octets octets) {

    /** A recipient with his parameters of RCPT TO. */
    public record To(MssAddress address, RcptParameters parameters) {}

    /** Where the octets come from. */
    @FunctionalInterface
    public interface Octets {
        /** Writes all of them. @throws IOException if {@code out} fails */
        void writeTo(OutputStream out) throws IOException;
    }
}
