package fr.pli.smtp;

import fr.pli.mss.Printable;
import java.io.IOException;

/** Another server cannot be used now: it is not reached, does not secure the connection, or breaks it. Its messages wait. */
public final class RelayException extends IOException {

    private static final long serialVersionUID = 1;

    /** What went wrong. */
    public enum Reason {
        /** DNS does not say where the mail of the domain goes. */
        UNROUTABLE("4.4.4", "unroutable"),
        /** No connection within the time. */
        UNREACHABLE("4.4.1", "unreachable"),
        /** It greets with a refusal, or refuses EHLO. */
        UNWILLING("4.3.2", "unwilling"),
        /** It offers no STARTTLS, or refuses it: nothing is sent in clear. */
        NO_TLS("4.7.5", "no-tls"),
        /** TLS fails: no common protocol, or a certificate that is not accepted. */
        HANDSHAKE("4.7.5", "handshake"),
        /** The certificate is not one of those that the liste blanche gives for the domain. */
        NOT_LISTED("4.7.5", "not-listed"),
        /** The connection broke, or fell silent; whether the last message arrived is not known. */
        BROKEN("4.4.2", "broken"),
        /** It says what is no SMTP. */
        NO_SMTP("4.5.0", "no-smtp");

        private final String enhanced;
        private final String key;

        Reason(String enhanced, String key) {
            this.enhanced = enhanced;
            this.key = key;
        }
    }

    private final Reason reason;

    /** @param detail for the log: no text of the peer's, which may name a patient */
    public RelayException(Reason reason, String detail) {
        super(printable(reason + ": " + detail));
        this.reason = reason;
    }

    /** @param cause what failed; its message is told to the log */
    public RelayException(Reason reason, Throwable cause) {
        super(printable(reason + ": " + cause), cause);
        this.reason = reason;
    }

    /** A certificate that somebody shows may have line ends in its names. */
    private static String printable(String text) {
        return Printable.line(text);
    }

    /** What went wrong. */
    public Reason reason() {
        return reason;
    }

    /** What the sender is told if the message is given up for it: our words, no answer of the server's. */
    public RelayReply reply() {
        return RelayReply.ours(451, reason.enhanced, reason.key);
    }
}
