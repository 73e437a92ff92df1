package fr.pli.imap;

import fr.pli.imap.mail.Flags.SystemFlag;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxInfo;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.mail.MailboxStatus;
import fr.pli.imap.mail.Snapshot;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import fr.pli.imap.syntax.NumberSet;
import java.io.IOException;
import java.util.Optional;

/**
 * SELECT and EXAMINE (RFC 9051 sections 6.3.2 and 6.3.3, RFC 7162 sections 3.1.8 and 3.2.5).
 * <pre>
 * select = "SELECT" SP mailbox [SP "(" select-param *(SP select-param) ")"]
 * </pre>
 */
record SelectCommand(boolean readOnly) implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        args.space();
        MailboxName name = session.names().mailbox(args);
        Optional<Resynchronisation> resync = SelectParameters.read(args, session);
        args.end();

        if (session.state() == State.SELECTED) {
            session.unselect();
            out.untagged("OK [CLOSED] The mailbox before is closed");
        }
        Mailbox mailbox = session.account().open(name);
        Selected selected = new Selected(mailbox, readOnly, mailbox.snapshot());
        if (!session.has(Enabled.REV2)) {
            recent(selected, session.account().status(name), readOnly || !session.mayChange());
        }
        describe(session, selected, out);
        session.select(selected);
        if (resync.isPresent()) {
            resync.get().tell(selected, session.announcer(), out);
        }
        String access = readOnly || !session.mayChange() ? "[READ-ONLY] " : "[READ-WRITE] ";
        return access + (readOnly ? "EXAMINE" : "SELECT") + " completed";
    }

    /** EXAMINE, and who may only read, shows what is recent and leaves it so. */
    private static void recent(Selected selected, MailboxStatus status, boolean leaves) {
        if (leaves) {
            int first = Math.max(0, selected.size() - status.recent());
            int from = first < selected.size()
                    ? selected.uid(first)
                    : selected.known().uidNext();
            selected.recent().add(from, Integer.MAX_VALUE);
        } else {
            selected.claimRecent();
        }
    }

    private void describe(ImapSession session, Selected selected, Responses out) throws MailboxException, IOException {
        Snapshot now = selected.known();
        MailboxInfo info = selected.mailbox().info();
        out.untagged(selected.flags().line());
        out.untagged(selected.flags().permanent(readOnly, session.mayChange()));
        out.untagged(now.size() + " EXISTS");
        if (session.has(Enabled.REV2)) {
            out.untagged(new Listing(session.names()).line(info));
        } else {
            out.untagged(selected.recent().count(now) + " RECENT");
            unseen(now, out);
        }
        out.untagged("OK [UIDVALIDITY " + now.uidValidity() + "] UIDs are valid");
        out.untagged("OK [UIDNEXT " + now.uidNext() + "] Next UID");
        out.untagged("OK [HIGHESTMODSEQ " + now.highestModSeq() + "] Highest mod-sequence");
        out.untagged("OK [MAILBOXID (" + info.id() + ")] Id of the mailbox");
    }

    private static void unseen(Snapshot now, Responses out) throws IOException {
        for (int i = 0; i < now.size(); i++) {
            if (!now.flags(i).has(SystemFlag.SEEN)) {
                out.untagged("OK [UNSEEN " + (i + 1) + "] First unseen");
                return;
            }
        }
    }

    /**
     * What a client knew of the mailbox when it left it (RFC 7162 section 3.2.5).
     *
     * @param known the UIDs that it knew; empty for all
     */
    record Resynchronisation(long uidValidity, long modSeq, Optional<SequenceSet> known) {

        void tell(Selected selected, Announcer announcer, Responses out) throws IOException {
            Snapshot now = selected.known();
            if (uidValidity != now.uidValidity()) {
                return;
            }
            int[] vanished = known(selected.vanishedSince(modSeq), now);
            if (vanished.length > 0) {
                out.untagged("VANISHED (EARLIER) " + NumberSet.of(vanished));
            }
            for (int uid : known(now.sharedUids(), now)) {
                if (now.modSeq(now.indexOf(uid)) > modSeq) {
                    announcer.tellFlags(selected, uid);
                }
            }
        }

        private int[] known(int[] uids, Snapshot now) {
            return known.isEmpty() ? uids : known.get().filter(uids, now.uidNext() - 1L);
        }
    }
}
