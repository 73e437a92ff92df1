package fr.pli.imap.syntax;

import fr.pli.imap.mail.MailboxName;
import java.util.regex.Pattern;

/**
 * A mailbox name with wildcards (RFC 9051 section 6.3.9): {@code *} stands for anything, {@code %} for anything within a level. Matching takes
 * time in proportion to the product of both lengths at most.
 */
public record ListPattern(String text) {

    private static final int MAX = 500;
    private static final Pattern INBOX = Pattern.compile("inbox(?=$|[/%*])", Pattern.CASE_INSENSITIVE);
    private static final Pattern RUN_OF_WILDCARDS = Pattern.compile("[*%]{2,}+");

    /** @throws ImapSyntaxException if it is longer than 500 characters */
    public static ListPattern of(String reference, String pattern) throws ImapSyntaxException {
        String text = reference + pattern;
        if (text.length() > MAX) {
            throw new ImapSyntaxException("a pattern has at most " + MAX + " characters");
        }
        if (INBOX.matcher(text).lookingAt()) {
            text = "INBOX" + text.substring("INBOX".length());
        }
        return new ListPattern(
                RUN_OF_WILDCARDS.matcher(text).replaceAll(run -> run.group().contains("*") ? "*" : run.group()));
    }

    /** Whether a name is one of those that the pattern stands for. */
    public boolean matches(MailboxName name) {
        return matches(name.value());
    }

    private boolean matches(String name) {
        boolean[] reached = new boolean[name.length() + 1];
        reached[0] = true;
        for (int p = 0; p < text.length(); p++) {
            char wanted = text.charAt(p);
            if (wanted == '*' || wanted == '%') {
                for (int n = 0; n < name.length(); n++) {
                    reached[n + 1] |= reached[n] && (wanted == '*' || name.charAt(n) != MailboxName.SEPARATOR);
                }
            } else {
                for (int n = name.length(); n > 0; n--) {
                    reached[n] = reached[n - 1] && name.charAt(n - 1) == wanted;
                }
                reached[0] = false;
            }
        }
        return reached[name.length()];
    }
}
