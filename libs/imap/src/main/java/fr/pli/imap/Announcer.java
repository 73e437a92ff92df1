package fr.pli.imap;

import fr.pli.imap.mail.Flags;
import fr.pli.imap.syntax.NumberSet;
import java.io.IOException;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Tells a client what happened in its mailbox (RFC 9051 section 7.5.1, RFC 7162 section 3.2.10), in the form that it enabled. */
final class Announcer {

    /** Changes of flags that the client is not told of. */
    interface Silence {

        /** Tells everything. */
        Silence NONE = (uid, flags) -> false;

        boolean covers(int uid, Flags flags);
    }

    private final Responses out;
    private final Set<Enabled> enabled;
    private final BooleanSupplier mayChange;

    /** @param mayChange whether the client may do more than read */
    Announcer(Responses out, Set<Enabled> enabled, BooleanSupplier mayChange) {
        this.out = out;
        this.enabled = enabled;
        this.mayChange = mayChange;
    }

    /**
     * Tells what happened since the last time.
     *
     * @param removals whether messages may be renumbered now
     */
    void tell(Selected selected, boolean removals, Silence silence) throws IOException {
        Changes changes = selected.look();
        if (changes.isEmpty()) {
            selected.told(changes, removals);
            return;
        }
        if (removals) {
            tellRemoved(selected, changes.removed());
        }
        selected.told(changes, removals);
        tellKeywords(selected, changes);
        if (changes.firstNew() < changes.now().size()) {
            tellNew(selected);
        }
        for (int index : changes.changed()) {
            int uid = changes.now().uid(index);
            if (!silence.covers(uid, changes.now().flags(index))) {
                tellFlags(selected, uid);
            }
        }
    }

    /** FETCH with the flags of one message; nothing if it is gone. */
    void tellFlags(Selected selected, int uid) throws IOException {
        int index = selected.known().indexOf(uid);
        if (index >= 0) {
            out.untagged((selected.indexOf(uid) + 1) + " FETCH (UID " + uid + " FLAGS " + flags(selected, index)
                    + (enabled.contains(Enabled.CONDSTORE) ? " MODSEQ " + modSeq(selected, index) : "") + ")");
        }
    }

    /** MODSEQ of a message alone, for a STORE that asks for silence. */
    void tellModSeq(Selected selected, int uid) throws IOException {
        int index = selected.known().indexOf(uid);
        if (index >= 0) {
            out.untagged(
                    (selected.indexOf(uid) + 1) + " FETCH (UID " + uid + " MODSEQ " + modSeq(selected, index) + ")");
        }
    }

    /** @param index in what is known */
    String flags(Selected selected, int index) {
        String flags = selected.known().flags(index).toString();
        boolean isRecent = !enabled.contains(Enabled.REV2)
                && selected.recent().holds(selected.known().uid(index));
        return "(" + flags + (isRecent ? flags.isEmpty() ? "\\Recent" : " \\Recent" : "") + ")";
    }

    /** @param index in what is known */
    String modSeq(Selected selected, int index) {
        return "(" + selected.known().modSeq(index) + ")";
    }

    private void tellRemoved(Selected selected, int[] removed) throws IOException {
        if (removed.length > 0 && enabled.contains(Enabled.QRESYNC)) {
            out.untagged("VANISHED " + NumberSet.of(selected.uids(removed)));
            return;
        }
        for (int i = removed.length - 1; i >= 0; i--) {
            out.untagged((removed[i] + 1) + " EXPUNGE");
        }
    }

    /** Keywords that are new in the mailbox come before the messages that have them (RFC 9051 section 7.3.5). */
    private void tellKeywords(Selected selected, Changes changes) throws IOException {
        boolean news = false;
        for (int index : changes.changed()) {
            news |= selected.flags().learn(changes.now().flags(index));
        }
        for (int index = changes.firstNew(); index < changes.now().size(); index++) {
            news |= selected.flags().learn(changes.now().flags(index));
        }
        if (news) {
            out.untagged(selected.flags().line());
            out.untagged(selected.flags().permanent(selected.readOnly(), mayChange.getAsBoolean()));
        }
    }

    private void tellNew(Selected selected) throws IOException {
        out.untagged(selected.size() + " EXISTS");
        if (!enabled.contains(Enabled.REV2)) {
            selected.claimRecent();
            out.untagged(selected.recent().count(selected.known()) + " RECENT");
        }
    }
}
