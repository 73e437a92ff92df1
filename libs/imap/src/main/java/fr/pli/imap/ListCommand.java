package fr.pli.imap;

import fr.pli.imap.ListRequest.Option;
import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxInfo;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.mail.MailboxStatus;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** LIST (RFC 9051 section 6.3.9), with selection, return options, STATUS and special uses. */
final class ListCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, IOException {
        ListRequest request = ListRequest.read(args, session.names());

        Listing listing = new Listing(session.names());
        if (request.root()) {
            out.untagged("LIST (\\Noselect) \"" + MailboxName.SEPARATOR + "\" \"\"");
            return "LIST completed";
        }
        if (request.status().contains(StatusItem.HIGHESTMODSEQ)) {
            session.enable(Enabled.CONDSTORE);
        }
        Map<MailboxName, MailboxInfo> mailboxes = new HashMap<>();
        session.account().mailboxes().forEach(info -> mailboxes.put(info.name(), info));
        SortedSet<MailboxName> selected = selected(request, session.account(), mailboxes);
        Set<MailboxName> parents = request.selects(Option.RECURSIVEMATCH) ? hidden(request, selected) : Set.of();
        for (MailboxName name : candidates(request, selected, parents)) {
            Optional<MailboxInfo> info = Optional.ofNullable(mailboxes.get(name));
            boolean parent = parents.contains(name);
            out.untagged(listing.line("LIST", attributes(request, info, selected.contains(name)), name)
                    + (parent ? childInfo(request) : ""));
            if (request.myRights() && info.isPresent() && selected.contains(name)) {
                out.untagged(MyRightsCommand.line(session, name, session.access()));
            }
            if (info.isPresent() && !request.status().isEmpty()) {
                status(session, request, name, out);
            }
        }
        return "LIST completed";
    }

    /** Names that the selection options admit, whatever the pattern. */
    private static SortedSet<MailboxName> selected(
            ListRequest request, Account account, Map<MailboxName, MailboxInfo> mailboxes) {
        SortedSet<MailboxName> names = new TreeSet<>(mailboxes.keySet());
        if (request.selects(Option.SUBSCRIBED)) {
            names = account.subscriptions();
        }
        if (request.selects(Option.SPECIAL_USE)) {
            names.removeIf(name -> Optional.ofNullable(mailboxes.get(name))
                    .flatMap(MailboxInfo::use)
                    .isEmpty());
        }
        return names;
    }

    /** Names to list: those selected, and with RECURSIVEMATCH what they are in. */
    private static SortedSet<MailboxName> candidates(
            ListRequest request, SortedSet<MailboxName> selected, Set<MailboxName> parents) {
        SortedSet<MailboxName> names = new TreeSet<>(selected);
        names.addAll(parents);
        names.removeIf(name -> !request.matches(name));
        return names;
    }

    /** What those are in that are selected and that the pattern does not show: only of them CHILDINFO says something new (RFC 5258 section 3.5). */
    private static Set<MailboxName> hidden(ListRequest request, SortedSet<MailboxName> selected) {
        Set<MailboxName> parents = new HashSet<>();
        for (MailboxName name : selected) {
            Optional<MailboxName> parent = request.matches(name) ? Optional.empty() : name.parent();
            while (parent.isPresent() && parents.add(parent.get())) {
                parent = parent.get().parent();
            }
        }
        return parents;
    }

    private static List<String> attributes(ListRequest request, Optional<MailboxInfo> info, boolean selected) {
        boolean subscriptions =
                request.selects(Option.SUBSCRIBED) || request.returned().contains(Option.SUBSCRIBED);
        if (info.isPresent()) {
            return Listing.attributes(info.get(), subscriptions);
        }
        List<String> attributes = new ArrayList<>(List.of("\\NonExistent"));
        if (selected) {
            attributes.add("\\Subscribed");
        }
        return attributes;
    }

    /** <pre>childinfo-extended-item = "CHILDINFO" SP "(" list-select-base-opt-quoted *(SP ...) ")"</pre> */
    private static String childInfo(ListRequest request) {
        List<String> options = new ArrayList<>();
        if (request.selects(Option.SUBSCRIBED)) {
            options.add("\"SUBSCRIBED\"");
        }
        if (request.selects(Option.SPECIAL_USE)) {
            options.add("\"SPECIAL-USE\"");
        }
        return " (\"CHILDINFO\" (" + String.join(" ", options) + "))";
    }

    private static void status(ImapSession session, ListRequest request, MailboxName name, Responses out)
            throws IOException {
        try {
            MailboxStatus status = session.account().status(name);
            out.untagged(StatusItem.line(
                    request.status(),
                    status,
                    session.names().quoted(name),
                    session.protocol().settings()));
        } catch (MailboxException _) {
            // somebody has just deleted it: the line before is all there is to tell
        }
    }
}
