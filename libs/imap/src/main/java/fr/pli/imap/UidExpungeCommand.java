package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;

/**
 * UID EXPUNGE (RFC 4315 section 2.1).
 * <pre>uid-expunge = "UID" SP "EXPUNGE" SP sequence-set</pre>
 */
final class UidExpungeCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, IOException {
        Selected selected = session.selectedReadWrite();
        args.space();
        SequenceSet set = SequenceSet.read(args);
        args.end();

        int[] removed = selected.mailbox().expunge(selected.uids(selected.resolve(set, Numbering.UID)));
        return session.tellRemoval(removed) + "UID EXPUNGE completed";
    }
}
