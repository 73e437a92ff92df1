package fr.pli.imap;

import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;

/**
 * RENAME (RFC 9051 section 6.3.6).
 * <pre>rename = "RENAME" SP mailbox SP mailbox</pre>
 */
final class RenameCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        args.space();
        MailboxName from = session.names().mailbox(args);
        args.space();
        MailboxName to = session.names().mailbox(args);
        args.end();

        session.account().rename(from, to);
        session.notifier().caused(from);
        session.notifier().caused(to);
        return "RENAME completed";
    }
}
