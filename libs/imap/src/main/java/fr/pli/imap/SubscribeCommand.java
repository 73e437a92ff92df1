package fr.pli.imap;

import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;

/**
 * SUBSCRIBE (RFC 9051 section 6.3.7). The mailbox need not exist.
 * <pre>subscribe = "SUBSCRIBE" SP mailbox</pre>
 */
final class SubscribeCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        args.space();
        MailboxName name = session.names().mailbox(args);
        args.end();

        session.account().subscribe(name);
        session.notifier().caused(name);
        return "SUBSCRIBE completed";
    }
}
