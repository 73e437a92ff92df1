package fr.pli.imap;

import static fr.pli.imap.NotifyEvent.FLAG_CHANGE;
import static fr.pli.imap.NotifyEvent.MAILBOX_NAME;
import static fr.pli.imap.NotifyEvent.MESSAGE_NEW;
import static fr.pli.imap.NotifyEvent.SUBSCRIPTION_CHANGE;

import fr.pli.imap.mail.MailboxInfo;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.mail.MailboxState;
import fr.pli.imap.mail.Overview;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a client is told of mailboxes that it has not selected (RFC 5465 sections 3.1 and 5). However much has happened to a mailbox, it is
 * one STATUS.
 *
 * @param selected UIDVALIDITY of the selected mailbox; 0 if none is
 */
record NotifyAnswer(NotifyRequest request, NameEncoding encoding, boolean condstore, long selected) {

    /** Two moments between which something has happened. */
    private record Span(Overview before, Overview now, Map<String, MailboxState> known, OwnChanges own) {

        boolean subscribed(MailboxName name) {
            return before.subscriptions().contains(name) || now.subscriptions().contains(name);
        }
    }

    /** STATUS of all that is watched, for NOTIFY SET STATUS. Before a client counts on HIGHESTMODSEQ, it is told all the same. */
    List<String> all(Overview now) {
        List<String> lines = new ArrayList<>();
        for (MailboxState mailbox : now.mailboxes().values()) {
            if (mailbox.uidValidity() != selected && wants(MESSAGE_NEW, mailbox, now)) {
                boolean flags = wants(FLAG_CHANGE, mailbox, now);
                lines.add(status(mailbox, flags, flags || condstore));
            }
        }
        return lines;
    }

    /** LIST of names and subscriptions that have changed, then STATUS of mailboxes; but for what the client itself has done. */
    List<String> between(Overview before, Overview now, OwnChanges own) {
        Span span = new Span(before, now, before.byId(), own);
        List<String> lines = new ArrayList<>(renamed(span));
        NavigableSet<MailboxName> listed = affected(span);
        listed.addAll(subscriptions(span));
        listed.forEach(name -> lines.add(list(span, name)));
        for (MailboxState mailbox : now.mailboxes().values()) {
            if (mailbox.uidValidity() != selected) {
                status(span, mailbox).ifPresent(lines::add);
            }
        }
        return lines;
    }

    /** Names that have come or gone, and what they are in (section 5.4). */
    private NavigableSet<MailboxName> affected(Span span) {
        NavigableSet<MailboxName> names = new TreeSet<>();
        Map<String, MailboxState> present = span.now().byId();
        present.values().stream()
                .filter(mailbox -> !span.known().containsKey(mailbox.id()))
                .forEach(mailbox -> addWithParent(names, mailbox.name(), span.own()));
        span.known().values().stream()
                .filter(mailbox -> !present.containsKey(mailbox.id()))
                .forEach(mailbox -> addWithParent(names, mailbox.name(), span.own()));
        names.removeIf(name -> !request.wants(MAILBOX_NAME, name, span.subscribed(name)));
        return names;
    }

    private static void addWithParent(NavigableSet<MailboxName> names, MailboxName name, OwnChanges own) {
        if (!own.touches(name)) {
            names.add(name);
            name.parent().ifPresent(names::add);
        }
    }

    /** One line for a mailbox that was renamed, none for those that went with it (section 5.4). */
    private List<String> renamed(Span span) {
        List<String> lines = new ArrayList<>();
        for (MailboxState mailbox : span.now().mailboxes().values()) {
            MailboxState old = span.known().get(mailbox.id());
            if (old != null && !old.name().equals(mailbox.name()) && !wentWithParent(span, old, mailbox)) {
                boolean wanted = request.wants(MAILBOX_NAME, mailbox.name(), span.subscribed(mailbox.name()))
                        || request.wants(MAILBOX_NAME, old.name(), span.subscribed(old.name()));
                if (wanted && !span.own().touches(mailbox.name())) {
                    lines.add(list(span, mailbox.name()) + " (\"OLDNAME\" (" + encoding.quoted(old.name()) + "))");
                }
            }
        }
        return lines;
    }

    private static boolean wentWithParent(Span span, MailboxState old, MailboxState mailbox) {
        Optional<MailboxName> from = old.name().parent();
        Optional<MailboxName> to = mailbox.name().parent();
        if (from.isEmpty() || to.isEmpty()) {
            return false;
        }
        MailboxState parent = span.now().mailboxes().get(to.get());
        MailboxState before = span.before().mailboxes().get(from.get());
        return parent != null
                && before != null
                && parent.id().equals(before.id())
                && old.name().renamed(from.get(), to.get()).equals(mailbox.name());
    }

    /** Names that were subscribed to or unsubscribed from. */
    private NavigableSet<MailboxName> subscriptions(Span span) {
        NavigableSet<MailboxName> names = new TreeSet<>(span.before().subscriptions());
        names.addAll(span.now().subscriptions());
        names.removeIf(name -> span.before().subscriptions().contains(name)
                        == span.now().subscriptions().contains(name)
                || span.own().touches(name)
                || !request.wants(SUBSCRIPTION_CHANGE, name, true));
        return names;
    }

    private String list(Span span, MailboxName name) {
        Optional<MailboxInfo> info = span.now().info(name);
        Listing listing = new Listing(encoding);
        if (info.isPresent()) {
            return listing.line(info.get());
        }
        List<String> attributes = new ArrayList<>(List.of("\\NonExistent"));
        if (span.now().subscriptions().contains(name)) {
            attributes.add("\\Subscribed");
        }
        return listing.line("LIST", attributes, name);
    }

    /** Messages that have come or gone, or else flags that have changed (sections 5.1 to 5.3). */
    private Optional<String> status(Span span, MailboxState mailbox) {
        if (!wants(MESSAGE_NEW, mailbox, span.now())) {
            return Optional.empty();
        }
        MailboxState old = Optional.ofNullable(span.known().get(mailbox.id())).orElseGet(() -> empty(mailbox));
        boolean flags = wants(FLAG_CHANGE, mailbox, span.now());
        int came = mailbox.uidNext() - old.uidNext();
        boolean messages = came > 0 || mailbox.messages() < old.messages();
        boolean unseen = mailbox.unseen() != old.unseen();
        boolean flagged = flags && (unseen || condstore && mailbox.highestModSeq() != old.highestModSeq());
        boolean changed = (messages || flagged) && !isOwn(span, mailbox, old);
        return changed || flags && isAnother(span, mailbox)
                ? Optional.of(status(mailbox, flags, condstore))
                : Optional.empty();
    }

    /** Whether this name stands for another mailbox, or for one at all, since: with FlagChange its UIDVALIDITY is told (section 5.1). */
    private static boolean isAnother(Span span, MailboxState mailbox) {
        MailboxState old = span.known().get(mailbox.id());
        return (old == null || !old.name().equals(mailbox.name()))
                && !span.own().touches(mailbox.name());
    }

    /** Whether all that has happened is messages that the client put there: no more came, none is gone, and nothing else took a mod-sequence. */
    private static boolean isOwn(Span span, MailboxState mailbox, MailboxState old) {
        int count = span.own().count(mailbox.uidValidity());
        return count > 0
                && mailbox.uidNext() - old.uidNext() == count
                && mailbox.messages() - old.messages() == count
                && mailbox.highestModSeq() - old.highestModSeq() <= count;
    }

    private static MailboxState empty(MailboxState mailbox) {
        return new MailboxState(
                mailbox.name(),
                mailbox.id(),
                mailbox.use(),
                0,
                0,
                1,
                mailbox.uidValidity(),
                mailbox.uidNext() == 1 ? mailbox.highestModSeq() : 1);
    }

    private boolean wants(NotifyEvent event, MailboxState mailbox, Overview now) {
        return request.wants(event, mailbox.name(), now.subscriptions().contains(mailbox.name()));
    }

    private String status(MailboxState mailbox, boolean flags, boolean modSeq) {
        return "STATUS " + encoding.quoted(mailbox.name()) + " (MESSAGES " + mailbox.messages() + " UIDNEXT "
                + mailbox.uidNext() + " UIDVALIDITY " + mailbox.uidValidity()
                + (flags ? " UNSEEN " + mailbox.unseen() : "")
                + (modSeq ? " HIGHESTMODSEQ " + mailbox.highestModSeq() : "") + ")";
    }
}
