package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;

/** EXPUNGE (RFC 9051 section 6.4.3, RFC 7162 section 3.2.7). */
final class ExpungeCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, IOException {
        Selected selected = session.selectedReadWrite();
        args.end();

        int[] removed = selected.mailbox().expunge(selected.deleted());
        return session.tellRemoval(removed) + "EXPUNGE completed";
    }
}
