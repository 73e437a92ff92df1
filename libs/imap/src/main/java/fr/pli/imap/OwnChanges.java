package fr.pli.imap;

import fr.pli.imap.mail.MailboxName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the commands of a client have changed since it was last told of changes: it is not told of that (RFC 5465 section 5). */
final class OwnChanges {

    private final Set<MailboxName> names = new HashSet<>();
    private final Map<Long, Set<Integer>> messages = new HashMap<>();

    /** It has made, deleted, renamed, subscribed to or unsubscribed from that name. */
    void name(MailboxName name) {
        names.add(name);
    }

    /** It has put messages into a mailbox. */
    void messages(long uidValidity, Iterable<Integer> uids) {
        Set<Integer> known = messages.computeIfAbsent(uidValidity, _ -> new HashSet<>());
        uids.forEach(known::add);
    }

    /** Whether its change to a name has also touched this one: what a new mailbox is in is made with it. */
    boolean touches(MailboxName name) {
        return names.stream().anyMatch(each -> each.equals(name) || each.isInside(name));
    }

    boolean holds(long uidValidity, int uid) {
        return messages.getOrDefault(uidValidity, Set.of()).contains(uid);
    }

    /** How many messages it has put into that mailbox. */
    int count(long uidValidity) {
        return messages.getOrDefault(uidValidity, Set.of()).size();
    }

    void clear() {
        names.clear();
        messages.clear();
    }
}
