package fr.pli.imap;

import fr.pli.imap.mail.AccessList;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;

/**
 * GETACL (RFC 4314 section 3.3), for those who manage the BAL.
 * <pre>getacl = "GETACL" SP mailbox</pre>
 */
final class GetAclCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        args.space();
        MailboxName name = session.names().mailbox(args);
        args.end();

        session.account().open(name);
        AccessList access = session.accessToManage();
        StringBuilder line = new StringBuilder("ACL ").append(session.names().quoted(name));
        access.entries()
                .forEach((identifier, uses) ->
                        line.append(" \"").append(identifier).append("\" ").append(AccessList.letters(uses)));
        out.untagged(line.toString());
        return "GETACL completed";
    }
}
