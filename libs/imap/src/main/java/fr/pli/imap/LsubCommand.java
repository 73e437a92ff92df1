package fr.pli.imap;

import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import fr.pli.imap.syntax.ListPattern;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * LSUB (RFC 3501 section 6.3.9). What a subscribed mailbox is in is listed as \Noselect where the pattern stops at a level.
 * <pre>lsub = "LSUB" SP mailbox SP list-mailbox</pre>
 */
final class LsubCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out) throws ImapSyntaxException, IOException {
        args.space();
        String reference = session.names().decode(args.astring());
        args.space();
        ListPattern pattern = ListPattern.of(reference, session.names().decode(args.listMailbox()));
        args.end();

        SortedMap<MailboxName, List<String>> lines = new TreeMap<>();
        for (MailboxName name : session.account().subscriptions()) {
            if (pattern.matches(name)) {
                lines.put(name, List.of());
            } else {
                noselect(name, pattern, lines);
            }
        }
        Listing listing = new Listing(session.names());
        for (Map.Entry<MailboxName, List<String>> line : lines.entrySet()) {
            out.untagged(listing.line("LSUB", line.getValue(), line.getKey()));
        }
        return "LSUB completed";
    }

    private static void noselect(MailboxName name, ListPattern pattern, Map<MailboxName, List<String>> lines) {
        Optional<MailboxName> parent = name.parent();
        while (parent.isPresent()) {
            if (pattern.matches(parent.get())) {
                lines.putIfAbsent(parent.get(), List.of("\\Noselect"));
            }
            parent = parent.get().parent();
        }
    }
}
