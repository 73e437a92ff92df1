package fr.pli.imap;

import fr.pli.imap.mail.AccessList;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;

/**
 * MYRIGHTS (RFC 4314 section 3.5).
 * <pre>myrights = "MYRIGHTS" SP mailbox</pre>
 */
final class MyRightsCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        args.space();
        MailboxName name = session.names().mailbox(args);
        args.end();

        session.account().open(name);
        out.untagged(line(session, name, session.access()));
        return "MYRIGHTS completed";
    }

    /** <pre>myrights-data = "MYRIGHTS" SP mailbox SP rights</pre> */
    static String line(ImapSession session, MailboxName name, AccessList access) {
        return "MYRIGHTS " + session.names().quoted(name) + " " + AccessList.letters(access.own());
    }
}
