package fr.pli.imap;

import fr.pli.imap.mail.MailboxName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a client wants to be told of as it happens (RFC 5465 section 3.1). */
record NotifyRequest(List<Group> groups) {

    /** NOTIFY NONE. */
    static final NotifyRequest NONE = new NotifyRequest(List.of());

    /**
     * Some events in some mailboxes.
     *
     * @param fetch what to tell of each new message; SELECTED only
     */
    record Group(MailboxFilter filter, Set<NotifyEvent> events, Set<FetchItem> fetch) {}

    /** Whether anything has to be watched at all. */
    boolean isAnything() {
        return groups.stream().anyMatch(group -> !group.events().isEmpty());
    }

    /** Whether anything but the selected mailbox has to be looked at. */
    boolean concernsOthers() {
        return groups.stream()
                .anyMatch(group -> !(group.filter() instanceof MailboxFilter.Selected)
                        && !group.events().isEmpty());
    }

    /** Whether this happening to a mailbox that is not selected is told. */
    boolean wants(NotifyEvent event, MailboxName name, boolean subscribed) {
        return groups.stream()
                .anyMatch(group ->
                        group.events().contains(event) && group.filter().matches(name, subscribed));
    }

    /** Whether this happening in the selected mailbox is told. */
    boolean wantsSelected(NotifyEvent event) {
        return selected().filter(group -> group.events().contains(event)).isPresent();
    }

    /** Whether removals in the selected mailbox are told at any time. */
    boolean removalsAtOnce() {
        return selected()
                .filter(group -> group.filter() instanceof MailboxFilter.Selected(boolean delayed) && !delayed)
                .isPresent();
    }

    /** What is told of each message that comes into the selected mailbox. */
    Set<FetchItem> fetch() {
        return selected().map(Group::fetch).orElse(Set.of());
    }

    private Optional<Group> selected() {
        return groups.stream()
                .filter(group -> group.filter() instanceof MailboxFilter.Selected)
                .findAny();
    }
}
