package fr.pli.imap;

import fr.pli.imap.FetchItem.Attribute;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import fr.pli.imap.syntax.NumberSet;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.wire.ComputingTime.RunOutException;
import fr.pli.wire.ComputingTime.Work;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * FETCH and UID FETCH (RFC 9051 section 6.4.5, RFC 7162 sections 3.1.4.1 and 3.2.6, RFC 9394 section 3.3).
 * <pre>
 * fetch          = "FETCH" SP sequence-set SP fetch-items [SP "(" fetch-modifier *(SP fetch-modifier) ")"]
 * fetch-modifier = "CHANGEDSINCE" SP mod-sequence-value / "VANISHED" / "PARTIAL" SP partial-range
 * </pre>
 */
record FetchCommand(Numbering numbering) implements Command {

    private static final int[] NONE = {};

    @Override
    public boolean mayTellRemovals() {
        return numbering.mayTellExpunge();
    }

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        Selected selected = session.selected();
        args.space();
        SequenceSet set = SequenceSet.read(args);
        args.space();
        Set<FetchItem> items = new LinkedHashSet<>(FetchGrammar.items(args));
        FetchModifiers modifiers = FetchModifiers.read(args);
        args.end();
        modifiers.check(session, numbering);
        int[] indexes = modifiers.partial().of(selected.resolve(set, numbering));

        if (modifiers.isGiven() || items.contains(Attribute.MODSEQ)) {
            session.enable(Enabled.CONDSTORE);
        }
        if (modifiers.isGiven()) {
            items.add(Attribute.MODSEQ);
        }
        if (numbering == Numbering.UID) {
            items.add(Attribute.UID);
        }
        if (modifiers.vanished()) {
            tellVanished(selected, set, modifiers.changedSince(), out);
        }
        int[] uids = Arrays.stream(selected.uids(indexes))
                .filter(uid -> modifiers.admits(selected, uid))
                .toArray();
        boolean complete = answer(session, selected, uids, items, out);
        return (complete ? "" : "[EXPUNGEISSUED] ") + numbering.command("FETCH") + " completed";
    }

    private static boolean answer(
            ImapSession session, Selected selected, int[] uids, Set<FetchItem> items, Responses out)
            throws ImapRefusal, MailboxException, IOException {
        boolean marks = !selected.readOnly() && items.stream().anyMatch(FetchItem::marksSeen);
        int answered = 0;
        try (Work work = session.work()) {
            work.pause();
            FetchAnswer answer = new FetchAnswer(session, selected, items, out, work);
            int batch = answer.batch();
            for (int from = 0; from < uids.length; from += batch) {
                int[] some = Arrays.copyOfRange(uids, from, Math.min(uids.length, from + batch));
                int[] seen = marks ? markSeen(session, selected, some) : NONE;
                try {
                    answered += answer.write(some, seen);
                } catch (ImapRefusal | RunOutException | StoreUnavailableException e) {
                    for (int uid : seen) {
                        session.announcer().tellFlags(selected, uid);
                    }
                    throw e;
                }
            }
        }
        return answered == uids.length;
    }

    /** Sets \\Seen before the answer, which tells it (RFC 9051 section 6.4.5). UIDs of those that had not been seen. */
    private static int[] markSeen(ImapSession session, Selected selected, int[] uids)
            throws MailboxException, IOException {
        int[] seen = selected.markSeen(uids);
        if (seen.length > 0) {
            session.tell(false, (uid, flags) -> Arrays.binarySearch(seen, uid) >= 0);
        }
        return seen;
    }

    private static void tellVanished(Selected selected, SequenceSet set, long since, Responses out) throws IOException {
        int[] vanished =
                set.filter(selected.vanishedSince(since), selected.known().uidNext() - 1L);
        if (vanished.length > 0) {
            out.untagged("VANISHED (EARLIER) " + NumberSet.of(vanished));
        }
    }
}
