package fr.pli.imap;

import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;

/** NAMESPACE (RFC 2342): the BAL's own mailboxes, and no other. */
final class NamespaceCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out) throws ImapSyntaxException, IOException {
        args.end();

        out.untagged("NAMESPACE ((\"\" \"" + MailboxName.SEPARATOR + "\")) NIL NIL");
        return "NAMESPACE completed";
    }
}
