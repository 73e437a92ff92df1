package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;

/** LOGOUT (RFC 9051 section 6.1.3). */
final class LogoutCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out) throws ImapSyntaxException, IOException {
        args.end();

        session.bye("Au revoir / Goodbye");
        return "LOGOUT completed";
    }
}
