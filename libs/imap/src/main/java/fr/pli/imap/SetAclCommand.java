package fr.pli.imap;

import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;

/**
 * SETACL and DELETEACL (RFC 4314 sections 3.1 and 3.2): refused to everybody. A right is of the BAL, not of a mailbox, and the operator's
 * interface gives it, which checks it and leaves a line of audit. Decision: docs/decisions/0603.
 * <pre>
 * setacl    = "SETACL" SP mailbox SP identifier SP mod-rights
 * deleteacl = "DELETEACL" SP mailbox SP identifier
 * </pre>
 *
 * @param rights whether the rights are named
 */
record SetAclCommand(boolean rights) implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        args.space();
        MailboxName name = session.names().mailbox(args);
        args.space();
        args.astring();
        if (rights) {
            args.space();
            args.astring();
        }
        args.end();

        session.account().open(name);
        session.accessToManage();
        throw new ImapRefusal(
                "CANNOT",
                "Les droits se donnent par l'interface de l'operateur / Rights are given through the operator's interface");
    }
}
