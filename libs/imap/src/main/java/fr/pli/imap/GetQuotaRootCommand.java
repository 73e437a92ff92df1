package fr.pli.imap;

import java.io.IOException;

/**
 * GETQUOTAROOT (RFC 9208 section 4.1.3).
 * <pre>getquotaroot = "GETQUOTAROOT" SP mailbox</pre>
 */
final class GetQuotaRootCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        args.space();
        MailboxName name = session.names().mailbox(args);
        args.end();

        session.account().open(name);
        out.untagged("QUOTAROOT " + session.names().quoted(name) + " \"\"");
        out.untagged(GetQuotaCommand.quota(session.account().quota()));
        return "GETQUOTAROOT completed";
    }
}
