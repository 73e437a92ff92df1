package fr.pli.imap;

import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxException.Code;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * REPLACE and UID REPLACE (RFC 8508): a message comes and another goes, in one transaction.
 * <pre>replace = "REPLACE" SP seq-number SP mailbox [SP flag-list] [SP date-time] SP literal</pre>
 */
record ReplaceCommand(Numbering numbering) implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        Selected selected = session.selectedReadWrite();
        args.space();
        int uid = message(selected, SequenceSet.read(args));
        args.space();
        try (NewMessage message = NewMessage.read(session, args, size(selected, uid))) {
            Account.Appended appended = selected.mailbox()
                    .replace(uid, message.mailbox(), message.flags(), message.date(), message.content());
            session.notifier().caused(appended.uidValidity(), List.of(appended.uid()));
            out.untagged("OK [APPENDUID " + appended.uidValidity() + " " + appended.uid() + "] Replaced");
            return session.tellRemoval(new int[] {uid}) + numbering.command("REPLACE") + " completed";
        }
    }

    /** UID of the one message that is named. */
    private int message(Selected selected, SequenceSet set) throws ImapSyntaxException, MailboxException {
        if (set.saved()
                || set.ranges().size() != 1
                || set.ranges().getFirst().one() != set.ranges().getFirst().other()) {
            throw new ImapSyntaxException("expected one message");
        }
        int[] uids = selected.uids(selected.resolve(set, numbering));
        if (uids.length == 0) {
            throw new MailboxException(Code.NONEXISTENT, "There is no such message");
        }
        return uids[0];
    }

    private static long size(Selected selected, int uid) {
        List<Mailbox.Facts> facts = new ArrayList<>(1);
        selected.mailbox().facts(new int[] {uid}, facts::add);
        return facts.isEmpty() ? 0 : facts.getFirst().size();
    }
}
