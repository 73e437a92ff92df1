package fr.pli.imap;

import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;

/**
 * UNSUBSCRIBE (RFC 9051 section 6.3.8).
 * <pre>unsubscribe = "UNSUBSCRIBE" SP mailbox</pre>
 */
final class UnsubscribeCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, IOException {
        args.space();
        MailboxName name = session.names().mailbox(args);
        args.end();

        session.account().unsubscribe(name);
        session.notifier().caused(name);
        return "UNSUBSCRIBE completed";
    }
}
