package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;

/** CHECK (RFC 3501 section 6.4.1): as NOOP, for each command is durable when it is answered. */
final class CheckCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out) throws ImapSyntaxException {
        args.end();
        return "CHECK completed";
    }
}
