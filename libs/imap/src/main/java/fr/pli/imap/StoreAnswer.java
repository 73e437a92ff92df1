package fr.pli.imap;

import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Mailbox.FlagChange;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What a client is told after its own STORE, and what it need not be told because it asked for silence. */
final class StoreAnswer {

    private final ImapSession session;
    private final Selected selected;
    private final int[] uids;
    private final Map<Integer, Flags> before = new HashMap<>();

    /** @param uids that were stored, ascending. Make it before anything is told. */
    StoreAnswer(ImapSession session, Selected selected, int[] uids) {
        this.session = session;
        this.selected = selected;
        this.uids = uids;
        for (int uid : uids) {
            int index = selected.known().indexOf(uid);
            if (index >= 0) {
                before.put(uid, selected.known().flags(index));
            }
        }
    }

    void tell(FlagChange change, Flags flags, boolean silent) throws IOException {
        if (silent) {
            session.tell(false, (uid, now) -> expected(uid, change, flags, now));
        } else {
            session.tell(false, (uid, now) -> Arrays.binarySearch(uids, uid) >= 0);
        }
        for (int uid : uids) {
            if (!silent) {
                session.announcer().tellFlags(selected, uid);
            } else if (session.has(Enabled.CONDSTORE) && isExpected(uid, change, flags)) {
                session.announcer().tellModSeq(selected, uid);
            }
        }
    }

    /** Whether the flags are what the client reckons with; nobody else changed them meanwhile. */
    private boolean expected(int uid, FlagChange change, Flags flags, Flags now) {
        Flags old = before.get(uid);
        return old != null && change.apply(old, flags).equals(now);
    }

    private boolean isExpected(int uid, FlagChange change, Flags flags) {
        int index = selected.known().indexOf(uid);
        return index >= 0 && expected(uid, change, flags, selected.known().flags(index));
    }
}
