package fr.pli.smtp;

import java.util.regex.Pattern;

/**
 * An answer: code, enhanced code (RFC 3463) and a text of one line, French first. On the wire the text is folded to ASCII unless the
 * client asked for SMTPUTF8.
 *
 * @param code 200 to 599
 * @param enhanced {@code "5.7.1"}, of the class of {@code code}
 */
public record SmtpReply(int code, String enhanced, String text) {

    private static final Pattern ENHANCED = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");

    /** @throws IllegalArgumentException if the codes are not such, are not of one class, or the text holds a control character */
    public SmtpReply {
        if (code < 200
                || code > 599
                || !ENHANCED.matcher(enhanced).matches()
                || enhanced.charAt(0) - '0' != code / 100) {
            throw new IllegalArgumentException("no reply: " + code + " " + enhanced);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the text of a reply is one line: " + code + " " + enhanced);
        }
    }

    /** Whether the client may try again later. */
    public boolean isTemporary() {
        return code / 100 == 4;
    }

    /** The line on the wire, without its end. */
    @Override
    public String toString() {
        return code + " " + enhanced + " " + text;
    }
}
