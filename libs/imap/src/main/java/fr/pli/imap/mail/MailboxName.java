package fr.pli.imap.mail;

import fr.pli.mss.MssSyntaxException;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Name of a mailbox: levels separated by {@code /}, Unicode in NFC, INBOX in capitals wherever it is the first level (RFC 9051
 * section 5.1). On the wire of a rev1 client it is modified UTF-7; that is not seen here.
 */
public record MailboxName(String value) implements Comparable<MailboxName> {

    /** Between two levels. */
    public static final char SEPARATOR = '/';

    /** ASCII case only. */
    private static final Pattern INBOX_IN_ANY_CASE = Pattern.compile("inbox", Pattern.CASE_INSENSITIVE);

    private static final int MAX = 500;
    private static final int MAX_LEVELS = 20;

    /** Where mail arrives. */
    public static final MailboxName INBOX = new MailboxName("INBOX");

    /**
     * @throws MssSyntaxException if a level is empty, there are more than 20 of them, the name is longer than 500 characters or holds a
     *     control character, half a surrogate pair, {@code %} or {@code *}
     */
    public MailboxName {
        if (value.length() > MAX) {
            throw new MssSyntaxException("mailbox name", value, "at most 500 characters");
        }
        value = Normalizer.normalize(value, Normalizer.Form.NFC);
        String[] levels = value.split("/", -1);
        if (levels.length > MAX_LEVELS || value.length() > MAX) {
            throw new MssSyntaxException("mailbox name", value, "at most 500 characters on 20 levels");
        }
        for (String level : levels) {
            if (level.isEmpty()) {
                throw new MssSyntaxException("mailbox name", value, "a level is empty");
            }
        }
        if (!value.codePoints().allMatch(MailboxName::isAllowed)) {
            throw new MssSyntaxException("mailbox name", value, "no control character, percent sign or star");
        }
        if (INBOX_IN_ANY_CASE.matcher(levels[0]).matches()) {
            value = "INBOX" + value.substring(levels[0].length());
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

    public boolean isInbox() {
        return equals(INBOX);
    }

    /**
     * Its name after {@code from}, which it is or is in, was renamed to {@code to}.
     *
     * @throws MssSyntaxException if that is too long
     */
    public MailboxName renamed(MailboxName from, MailboxName to) {
        return new MailboxName(to.value + value.substring(from.value.length()));
    }

    @Override
    public int compareTo(MailboxName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isAllowed(int c) {
        return !Character.isISOControl(c)
                && c != '%'
                && c != '*'
                && c != '\u2028'
                && c != '\u2029'
                && Character.getType(c) != Character.SURROGATE;
    }
}
