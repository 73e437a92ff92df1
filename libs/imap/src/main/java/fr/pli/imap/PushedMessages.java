package fr.pli.imap;

import fr.pli.wire.ComputingTime.RunOutException;
import fr.pli.wire.ComputingTime.Work;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * FETCH responses of messages that have come into the selected mailbox, with what the client asked for beforehand (RFC 5465 section 5.2). They
 * mark no message as seen, whatever was asked for: nobody has looked at it.
 */
final class PushedMessages {

    private static final Logger log = LoggerFactory.getLogger(PushedMessages.class);

    /** Messages at a time. Who gets more than that at once is better served when it asks. */
    private static final int MOST = 1000;

    private static final int[] NONE = {};

    private final ImapSession session;
    private final Responses out;
    private final OwnChanges own;
    private int from;

    /** @param own what the client put there itself is not told */
    PushedMessages(ImapSession session, Responses out, OwnChanges own) {
        this.session = session;
        this.out = out;
        this.own = own;
    }

    /** Messages from that UID on are to be told. */
    void from(int uid) {
        from = from == 0 ? uid : from;
    }

    void forget() {
        from = 0;
    }

    /** @return false, and nothing was told, if they are too many */
    boolean tell(Selected selected, Set<FetchItem> items) throws IOException {
        if (from == 0 || items.isEmpty()) {
            from = 0;
            return true;
        }
        int first = from;
        long uidValidity = selected.known().uidValidity();
        int[] uids = Arrays.stream(selected.known().sharedUids())
                .filter(uid -> uid >= first && !own.holds(uidValidity, uid))
                .toArray();
        boolean few = uids.length <= MOST;
        if (few) {
            write(selected, items, uids);
        }
        from = 0; // not before: where the store is out of reach, all is told later
        return few;
    }

    private void write(Selected selected, Set<FetchItem> items, int[] uids) throws IOException {
        Set<FetchItem> told = new LinkedHashSet<>(items);
        if (session.has(Enabled.QRESYNC)) {
            told.add(FetchItem.Attribute.UID);
        }
        try (Work work = session.work()) {
            work.pause();
            FetchAnswer answer = new FetchAnswer(session, selected, told, out, work);
            boolean mayRefuse = told.stream().anyMatch(item -> !(item instanceof FetchItem.Attribute));
            int batch = mayRefuse ? 1 : answer.batch();
            for (int at = 0; at < uids.length; at += batch) {
                write(answer, Arrays.copyOfRange(uids, at, Math.min(uids.length, at + batch)));
            }
        } catch (RunOutException e) {
            log.info("not all told session={} command=NOTIFY reason=\"{}\"", session.id(), e.getMessage());
        }
    }

    /** A message with a part in an encoding that nobody knows is left out. */
    private void write(FetchAnswer answer, int[] uids) throws IOException {
        try {
            answer.write(uids, NONE);
        } catch (ImapRefusal e) {
            log.debug("not told session={} command=NOTIFY reason=\"{}\"", session.id(), e.getMessage());
        }
    }
}
