package fr.pli.imap;

import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;

/**
 * DELETE (RFC 9051 section 6.3.5). A mailbox with others in it stays: {@code NO [HASCHILDREN]}.
 * <pre>delete = "DELETE" SP mailbox</pre>
 */
final class DeleteCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        args.space();
        MailboxName name = session.names().mailbox(args);
        args.end();

        session.account().delete(name);
        session.notifier().caused(name);
        return "DELETE completed";
    }
}
