package fr.pli.imap;

import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.mail.MailboxStatus;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;
import java.util.List;

/**
 * STATUS (RFC 9051 section 6.3.11). Asking for HIGHESTMODSEQ switches CONDSTORE on (RFC 7162 section 3.1).
 * <pre>status = "STATUS" SP mailbox SP "(" status-att *(SP status-att) ")"</pre>
 */
final class StatusCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        args.space();
        MailboxName name = session.names().mailbox(args);
        args.space();
        List<StatusItem> items = StatusItem.list(args);
        args.end();

        MailboxStatus status = session.account().status(name);
        if (items.contains(StatusItem.HIGHESTMODSEQ)) {
            session.enable(Enabled.CONDSTORE);
        }
        out.untagged(StatusItem.line(
                items, status, session.names().quoted(name), session.protocol().settings()));
        return "STATUS completed";
    }
}
