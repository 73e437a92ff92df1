package fr.pli.smtp;

/**
 * An answer: code, enhanced code (RFC 3463) and a text of one line.
 *
 * @param code 200 to 599
 * @param enhanced {@code "5.7.1"}
 */
public record SmtpReply(int code, String enhanced, String text) {

    /** Whether the client may try again later. */
    public boolean isTemporary() {
        return code >= 400 && code < 500;
    }

    /** The line on the wire, without its end. */
    @Override
    public String toString() {
        return code + " " + enhanced + " " + text;
    }
}
