package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;

/** CLOSE (RFC 9051 section 6.4.1): removes what is flagged \Deleted without a word, if the session may, and closes. */
final class CloseCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out) throws ImapSyntaxException {
        args.end();

        Selected selected = session.selected();
        if (!selected.readOnly() && session.mayChange()) {
            selected.mailbox().expunge(selected.deleted());
        }
        session.unselect();
        return "CLOSE completed";
    }
}
