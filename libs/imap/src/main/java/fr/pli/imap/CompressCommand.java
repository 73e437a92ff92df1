package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;

/**
 * COMPRESS (RFC 4978): after its answer all is compressed, also what the client has sent behind it. It comes after authentication, so that no
 * credential is ever compressed. Decision: docs/decisions/0505.
 * <pre>compress = "COMPRESS" SP "DEFLATE"</pre>
 */
final class CompressCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out) throws ImapSyntaxException, ImapRefusal {
        args.space();
        args.keyword("DEFLATE");
        args.end();
        if (session.connection().isCompressed()) {
            throw new ImapRefusal("COMPRESSIONACTIVE", "It is compressed already");
        }

        session.afterAnswer(() -> session.connection().compress());
        return "DEFLATE active";
    }
}
