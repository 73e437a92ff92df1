package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;

/** NOOP (RFC 9051 section 6.1.2). What happened is told after every command. */
final class NoopCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out) throws ImapSyntaxException {
        args.end();
        return "NOOP completed";
    }
}
