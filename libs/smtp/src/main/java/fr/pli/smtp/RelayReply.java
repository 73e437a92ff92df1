package fr.pli.smtp;

import fr.pli.mss.Printable;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What another server answered, or what we say in its place when it cannot take a message (RFC 5321 section 4.2, RFC 3463).
 *
 * @param code 200 to 599: how the answer is taken, which may be another than the one that came
 * @param enhanced {@code "5.1.1"}; where the server gave none, the general one of the class, {@code "5.0.0"}
 * @param text one line without control characters, at most 500 characters; it may name a patient: never log it
 * @param said the server's answer with the codes as they came, {@code "550 5.1.1 unknown"}, for a Diagnostic-Code (RFC 3464 section
 *     2.3.6), bounded as {@code text}; empty where we speak in its place
 */
public record RelayReply(int code, String enhanced, String text, String said) {

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("fr.pli.smtp.relay", Locale.ROOT);
    private static final int LONGEST_TEXT = 500;
    private static final Pattern ENHANCED = Pattern.compile("^([245]\\.\\d{1,3}\\.\\d{1,3})(?: +|$)");
    private static final Pattern TOO_MANY = Pattern.compile("too many", Pattern.CASE_INSENSITIVE);
    private static final String TOO_MANY_RECIPIENTS = "5.5.3";

    /** The lines of an answer, each without code and separator. */
    static RelayReply of(int code, List<String> lines) {
        Matcher first = ENHANCED.matcher(lines.getFirst());
        boolean given = first.find() && first.group(1).charAt(0) - '0' == code / 100;
        String text = Printable.line(
                lines.stream()
                        .map(line -> given ? ENHANCED.matcher(line).replaceFirst("") : line)
                        .collect(Collectors.joining(" ")),
                LONGEST_TEXT);
        String codes = given ? code + " " + first.group(1) : String.valueOf(code);
        return new RelayReply(
                code, given ? first.group(1) : code / 100 + ".0.0", text, text.isBlank() ? codes : codes + " " + text);
    }

    /** What we say ourselves, in the words of the message file. */
    static RelayReply ours(int code, String enhanced, String key) {
        return new RelayReply(code, enhanced, TEXTS.getString(key), "");
    }

    /** Whether it takes what was asked. */
    public boolean isPositive() {
        return code / 100 == 2;
    }

    /** Whether asking again will not help. */
    public boolean isPermanent() {
        return code >= 500;
    }

    /** Whether the server said it, and not we in its place. */
    public boolean isFromPeer() {
        return !said.isEmpty();
    }

    /**
     * As the answer to RCPT. 552 for one recipient more than the server takes at a time means 452: he has his turn in another transaction
     * (RFC 5321 section 4.5.3.1.10). 552 for a mailbox that is full stays what it is.
     *
     * @param after whether a recipient was accepted before him
     */
    RelayReply toRcpt(boolean after) {
        boolean tooMany = enhanced.equals(TOO_MANY_RECIPIENTS)
                || TOO_MANY.matcher(text).find()
                || after && enhanced.equals("5.0.0");
        return code == 552 && tooMany ? new RelayReply(452, "4.5.3", text, said) : this;
    }

    /** As the last word on a recipient: an answer that is neither a yes nor a refusal is no promise. */
    RelayReply last() {
        return code / 100 == 3 ? ours(451, "4.5.0", "no-smtp") : this;
    }

    @Override
    public String toString() {
        return code + " " + enhanced;
    }
}
