package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;

/** UNSELECT (RFC 3691): closes without removing anything. */
final class UnselectCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out) throws ImapSyntaxException {
        args.end();

        session.unselect();
        return "UNSELECT completed";
    }
}
