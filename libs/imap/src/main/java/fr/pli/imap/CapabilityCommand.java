package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;

/** CAPABILITY (RFC 9051 section 6.1.1). */
final class CapabilityCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out) throws ImapSyntaxException, IOException {
        args.end();

        out.untagged("CAPABILITY " + session.capabilities());
        return "CAPABILITY completed";
    }
}
