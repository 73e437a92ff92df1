package fr.pli.imap.mail;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All mailboxes of a BAL at one moment, without their messages, and what is subscribed to: what NOTIFY compares (RFC 5465).
 *
 * @param subscriptions some may name no mailbox
 */
public record Overview(SortedMap<MailboxName, MailboxState> mailboxes, SortedSet<MailboxName> subscriptions) {

    /** No mailbox and no subscription. */
    public static final Overview NOTHING = of(Set.of(), Set.of());

    /** Of mailboxes in any order. */
    public static Overview of(Iterable<MailboxState> mailboxes, Set<MailboxName> subscriptions) {
        SortedMap<MailboxName, MailboxState> byName = new TreeMap<>();
        mailboxes.forEach(mailbox -> byName.put(mailbox.name(), mailbox));
        return new Overview(byName, new TreeSet<>(subscriptions));
    }

    /** What LIST tells of a mailbox; empty if there is none of that name. */
    public Optional<MailboxInfo> info(MailboxName name) {
        return Optional.ofNullable(mailboxes.get(name))
                .map(mailbox -> new MailboxInfo(
                        name,
                        mailbox.id(),
                        mailbox.use(),
                        subscriptions.contains(name),
                        mailboxes.keySet().stream().anyMatch(each -> each.isInside(name))));
    }

    /** The mailboxes by their MAILBOXID. */
    public Map<String, MailboxState> byId() {
        return mailboxes.values().stream().collect(Collectors.toMap(MailboxState::id, Function.identity()));
    }
}
