package fr.pli.imap;

import fr.pli.mss.MssSyntaxException;
import java.util.Optional;

/**
 * Name of a mailbox: levels separated by {@code /}, Unicode in NFC, INBOX in capitals wherever it is the first level (RFC 9051
 * section 5.1). On the wire of a rev1 client it is modified UTF-7; that is not seen here.
 */
public record MailboxName(String value) implements Comparable<MailboxName> {

    /** Between two levels. */
    public static final char SEPARATOR = '/';

    /** Where mail arrives. */
    public static final MailboxName INBOX = new MailboxName("INBOX");

    private static final int MAX = 500;

    /** @throws MssSyntaxException if a level is empty, the name is longer than 500 characters or holds a control character, {@code %} or {@code *} */
    public MailboxName {
        value = java.text.Normalizer.normalize(value, java.text.Normalizer.Form.NFC);
        if (value.length() > MAX) {
            throw new MssSyntaxException("mailbox name", value, "at most 500 characters");
        }
        String[] levels = value.split("/", -1);
        for (String level : levels) {
            if (level.isEmpty()) {
                throw new MssSyntaxException("mailbox name", value, "a level is empty");
            }
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c) || c == '%' || c == '*' || c == '\u2028' || c == '\u2029') {
                throw new MssSyntaxException("mailbox name", value, "no control character, percent sign or star");
            }
        }
        if (levels[0].equalsIgnoreCase("INBOX")) {
            value = "INBOX" + value.substring(5);
        }
    }

    /** The mailbox that this one is in; empty at the top. */
    public Optional<MailboxName> parent() {
        int end = value.lastIndexOf(SEPARATOR);
        return end < 0 ? Optional.empty() : Optional.of(new MailboxName(value.substring(0, end)));
    }

    /** Whether this one is in {@code other}, at any depth. */
    public boolean isInside(MailboxName other) {
        return value.startsWith(other.value + SEPARATOR);
    }

    @Override
    public int compareTo(MailboxName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
