package fr.pli.imap;

import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;

/**
 * GETQUOTAROOT (RFC 9208 section 4.1.3). The mailbox need not exist; {@code ""} asks for the root of all, which is the same one.
 * <pre>getquotaroot = "GETQUOTAROOT" SP mailbox</pre>
 */
final class GetQuotaRootCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        args.space();
        String name = "\"\"";
        if (!args.skipPair('"', '"')) {
            name = session.names().quoted(session.names().mailbox(args));
        }
        args.end();

        out.untagged("QUOTAROOT " + name + " \"\"");
        out.untagged(GetQuotaCommand.quota(session.account().quota()));
        return "GETQUOTAROOT completed";
    }
}
