package fr.pli.imap;

import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.Snapshot;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The flags that a client has been told may occur in its mailbox: FLAGS and PERMANENTFLAGS (RFC 9051 sections 7.3.5 and 7.1). */
final class MailboxFlags {

    private static final String SYSTEM = "\\Answered \\Flagged \\Deleted \\Seen \\Draft";

    private final SortedSet<String> keywords = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    /** Those of all messages. */
    static MailboxFlags of(Snapshot snapshot) {
        MailboxFlags all = new MailboxFlags();
        Set<String> spellings = new HashSet<>();
        for (int i = 0; i < snapshot.size(); i++) {
            for (String keyword : snapshot.flags(i).keywords()) {
                if (spellings.add(keyword)) {
                    all.keywords.add(keyword);
                }
            }
        }
        return all;
    }

    /** Takes the keywords of one message; whether the client has not been told of one. */
    boolean learn(Flags flags) {
        return !flags.keywords().isEmpty() && keywords.addAll(flags.keywords());
    }

    /** <pre>"FLAGS" SP flag-list</pre> */
    String line() {
        return "FLAGS (" + list() + ")";
    }

    /** <pre>"PERMANENTFLAGS" SP "(" [flag-perm *(SP flag-perm)] ")"</pre> Without {@code \\*} where no keyword can be added, and empty where no flag can be set.
     *
     * @param mayChange false leaves only \\Seen
     */
    String permanent(boolean readOnly, boolean mayChange) {
        String all = mayChange ? list() + (keywords.size() < Mailbox.MOST_KEYWORDS ? " \\*" : "") : "\\Seen";
        return "OK [PERMANENTFLAGS (" + (readOnly ? "" : all) + ")] Flags that stay";
    }

    private String list() {
        return keywords.isEmpty() ? SYSTEM : SYSTEM + " " + String.join(" ", keywords);
    }
}
