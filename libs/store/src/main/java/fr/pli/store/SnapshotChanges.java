package fr.pli.store;

import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Snapshot;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What happened to a mailbox since a snapshot: messages that changed or came, and messages that went. */
final class SnapshotChanges {

    private final Map<Integer, State> changed = new TreeMap<>();
    private final Set<Integer> removed = new HashSet<>();

    void changed(int uid, Flags flags, long modSeq) {
        changed.put(uid, new State(flags, modSeq));
    }

    void removed(int uid) {
        removed.add(uid);
    }

    /** The messages after these changes; new ones have greater UIDs than all before. */
    SnapshotBuilder apply(Snapshot before) {
        SnapshotBuilder after = new SnapshotBuilder(before.size() + changed.size());
        for (int i = 0; i < before.size(); i++) {
            int uid = before.uid(i);
            State state = changed.remove(uid);
            if (state != null) {
                after.add(uid, state.flags, state.modSeq);
            } else if (!removed.contains(uid)) {
                after.add(uid, before.flags(i), before.modSeq(i));
            }
        }
        changed.forEach((uid, state) -> after.add(uid, state.flags, state.modSeq));
        return after;
    }

    private record State(Flags flags, long modSeq) {}
}
