package fr.pli.imap;

import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;

/**
 * MOVE and UID MOVE (RFC 6851).
 * <pre>move = "MOVE" SP sequence-set SP mailbox</pre>
 */
record MoveCommand(Numbering numbering) implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        Selected from = session.selectedReadWrite();
        args.space();
        SequenceSet set = SequenceSet.read(args);
        args.space();
        MailboxName to = session.names().mailbox(args);
        args.end();

        Mailbox.Copied moved = from.mailbox().move(from.uids(from.resolve(set, numbering)), to);
        session.notifier().caused(moved.uidValidity(), moved.to());
        if (!moved.from().isEmpty()) {
            out.untagged("OK " + CopyCommand.copyUid(moved) + "Moved");
        }
        int[] removed = moved.from().stream().mapToInt(Integer::intValue).toArray();
        return session.tellRemoval(removed) + numbering.command("MOVE") + " completed";
    }
}
