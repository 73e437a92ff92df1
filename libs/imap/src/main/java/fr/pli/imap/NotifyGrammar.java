package fr.pli.imap;

import fr.pli.imap.NotifyRequest.Group;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads event groups of NOTIFY (RFC 5465 section 8). What a session keeps of them is bounded; more is refused as too much.
 * <pre>
 * event-group = "(" filter-mailboxes SP events ")"
 * events      = ("(" event *(SP event) ")") / "NONE"
 * event       = "MessageNew" [SP "(" fetch-att *(SP fetch-att) ")"] / atom
 * </pre>
 */
final class NotifyGrammar {

    private static final int MAX_GROUPS = 50;
    private static final int MAX_NAMES = 1000;
    private static final int MAX_CHARACTERS = 32 * 1024;

    private final Arguments args;
    private final NameEncoding encoding;
    private int names;
    private int characters;

    NotifyGrammar(Arguments args, NameEncoding encoding) {
        this.args = args;
        this.encoding = encoding;
    }

    /**
     * <pre>event-groups = event-group *(SP event-group)</pre>
     *
     * @throws ImapRefusal BADEVENT for an event that is not supported; NOTIFICATIONOVERFLOW for too many groups or names
     */
    NotifyRequest groups() throws ImapSyntaxException, ImapRefusal, IOException {
        List<Group> groups = new ArrayList<>();
        do {
            groups.add(group());
            if (groups.size() > MAX_GROUPS) {
                throw tooMuch("at most " + MAX_GROUPS + " event groups");
            }
        } while (args.skip(' '));
        if (groups.stream()
                        .filter(group -> group.filter() instanceof MailboxFilter.Selected)
                        .count()
                > 1) {
            throw new ImapSyntaxException("expected SELECTED or SELECTED-DELAYED once");
        }
        return new NotifyRequest(groups);
    }

    private Group group() throws ImapSyntaxException, ImapRefusal, IOException {
        args.expect('(');
        MailboxFilter filter = filter();
        args.space();
        Set<NotifyEvent> events = EnumSet.noneOf(NotifyEvent.class);
        Set<FetchItem> fetch = new LinkedHashSet<>();
        if (args.skip('(')) {
            do {
                events.add(event(filter, fetch));
            } while (args.skip(' '));
            args.expect(')');
        } else {
            args.keyword("NONE");
        }
        args.expect(')');
        check(filter, events);
        return new Group(filter, events, fetch);
    }

    private MailboxFilter filter() throws ImapSyntaxException, ImapRefusal, IOException {
        String word = args.keyword();
        return switch (word) {
            case "SELECTED" -> new MailboxFilter.Selected(false);
            case "SELECTED-DELAYED" -> new MailboxFilter.Selected(true);
            case "INBOXES" -> new MailboxFilter.Inboxes();
            case "PERSONAL" -> new MailboxFilter.Personal();
            case "SUBSCRIBED" -> new MailboxFilter.Subscribed();
            case "SUBTREE" -> new MailboxFilter.Subtree(mailboxes());
            case "MAILBOXES" -> new MailboxFilter.Mailboxes(mailboxes());
            default -> throw new ImapSyntaxException("expected which mailboxes", word);
        };
    }

    /** <pre>one-or-more-mailbox = mailbox / "(" mailbox *(SP mailbox) ")"</pre> */
    private Set<MailboxName> mailboxes() throws ImapSyntaxException, ImapRefusal, IOException {
        Set<MailboxName> found = new HashSet<>();
        args.space();
        boolean many = args.skip('(');
        do {
            mailbox().ifPresent(found::add);
        } while (many && args.skip(' '));
        if (many) {
            args.expect(')');
        }
        return found;
    }

    /** A name that no mailbox can have is passed over, as that of a mailbox that does not exist is (section 3.1). */
    private Optional<MailboxName> mailbox() throws ImapSyntaxException, ImapRefusal, IOException {
        Optional<MailboxName> name = Optional.empty();
        try {
            name = Optional.of(encoding.mailbox(args));
        } catch (ImapRefusal _) {
            // passed over
        }
        names++;
        keep(name.map(each -> each.value().length()).orElse(0));
        if (names > MAX_NAMES) {
            throw tooMuch("at most " + MAX_NAMES + " mailboxes by name");
        }
        return name;
    }

    private NotifyEvent event(MailboxFilter filter, Set<FetchItem> fetch)
            throws ImapSyntaxException, ImapRefusal, IOException {
        String word = args.keyword();
        NotifyEvent event = NotifyEvent.named(word)
                .orElseThrow(() -> new ImapRefusal(NotifyEvent.badEvent(), "These are the events that there are"));
        if (event == NotifyEvent.MESSAGE_NEW && args.skipPair(' ', '(')) {
            if (!(filter instanceof MailboxFilter.Selected)) {
                throw new ImapSyntaxException("what to fetch goes with SELECTED or SELECTED-DELAYED");
            }
            fetch.addAll(FetchGrammar.listed(args));
            keep(fetch.toString().length());
        }
        return event;
    }

    private static void check(MailboxFilter filter, Set<NotifyEvent> events) throws ImapSyntaxException {
        boolean comes = events.contains(NotifyEvent.MESSAGE_NEW);
        boolean goes = events.contains(NotifyEvent.MESSAGE_EXPUNGE);
        if (comes != goes) {
            throw new ImapSyntaxException("MessageNew and MessageExpunge go together");
        }
        if (events.contains(NotifyEvent.FLAG_CHANGE) && !comes) {
            throw new ImapSyntaxException("FlagChange goes with MessageNew and MessageExpunge");
        }
        if (filter instanceof MailboxFilter.Selected && !events.stream().allMatch(NotifyEvent::ofMessages)) {
            throw new ImapSyntaxException("SELECTED and SELECTED-DELAYED go with events of messages");
        }
    }

    private void keep(int more) throws ImapRefusal {
        characters += more;
        if (characters > MAX_CHARACTERS) {
            throw tooMuch("at most " + MAX_CHARACTERS + " characters of names and items");
        }
    }

    private static ImapRefusal tooMuch(String most) {
        return new ImapRefusal("NOTIFICATIONOVERFLOW", "Too much to watch: " + most);
    }
}
