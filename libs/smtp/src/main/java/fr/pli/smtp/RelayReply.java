package fr.pli.smtp;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What another server answered, or what we say in its place when it cannot take a message (RFC 5321 section 4.2, RFC 3463).
 *
 * @param code 200 to 599
 * @param enhanced {@code "5.1.1"}; where the server gave none, the general one of the class, {@code "5.0.0"}
 * @param text one line without control characters, at most 500 characters; it may name a patient: never log it
 */
public record RelayReply(int code, String enhanced, String text) {

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("fr.pli.smtp.relay", Locale.ROOT);
    private static final int LONGEST_TEXT = 500;
    private static final Pattern ENHANCED = Pattern.compile("^([245]\\.\\d{1,3}\\.\\d{1,3})(?: +|$)");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** The lines of an answer, each without code and separator. */
    static RelayReply of(int code, List<String> lines) {
        Matcher first = ENHANCED.matcher(lines.getFirst());
        boolean given = first.find() && first.group(1).charAt(0) - '0' == code / 100;
        String text = lines.stream()
                .map(line -> given ? ENHANCED.matcher(line).replaceFirst("") : line)
                .collect(Collectors.joining(" "));
        return new RelayReply(code, given ? first.group(1) : code / 100 + ".0.0", shown(text));
    }

    /** What we say ourselves, in the words of the message file. */
    static RelayReply ours(int code, String enhanced, String key) {
        return new RelayReply(code, enhanced, TEXTS.getString(key));
    }

    /** Whether it takes what was asked. */
    public boolean isPositive() {
        return code / 100 == 2;
    }

    /** Whether asking again will not help. */
    public boolean isPermanent() {
        return code >= 500;
    }

    private static String shown(String text) {
        String line = CONTROL.matcher(text).replaceAll("?");
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT);
    }

    @Override
    public String toString() {
        return code + " " + enhanced;
    }
}
