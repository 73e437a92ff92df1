package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;

/** STARTTLS (RFC 9051 section 6.2.1, ECO.1.0.2). What was sent behind it in clear is thrown away. */
final class StartTlsCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out) throws ImapSyntaxException {
        args.end();
        if (session.state() != State.CLEAR) {
            throw new ImapSyntaxException("STARTTLS is not to be had here");
        }

        session.afterAnswer(() -> {
            session.connection().startTls();
            session.secured();
        });
        return "Begin TLS negotiation now";
    }
}
