package fr.pli.imap;

import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxInfo;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.mail.SpecialUse;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;
import java.util.Optional;

/**
 * CREATE (RFC 9051 section 6.3.4), with the use of the mailbox (RFC 6154) and its id (RFC 8474).
 * <pre>
 * create     = "CREATE" SP mailbox [SP "(" "USE" SP "(" [use-attr *(SP use-attr)] ")" ")"]
 * </pre>
 */
final class CreateCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        args.space();
        MailboxName name = session.names().mailbox(args);
        Optional<SpecialUse> use = args.skip(' ') ? use(args) : Optional.empty();
        args.end();

        MailboxInfo made = session.account().create(name, use);
        session.notifier().caused(name);
        return "[MAILBOXID (" + made.id() + ")] CREATE completed";
    }

    private static Optional<SpecialUse> use(Arguments args) throws ImapSyntaxException, ImapRefusal {
        args.expect('(');
        args.keyword("USE");
        args.space();
        args.expect('(');
        Optional<SpecialUse> use = args.peek() == ')' ? Optional.empty() : Optional.of(attribute(args));
        if (args.peek() == ' ') {
            throw new ImapRefusal("USEATTR", "A mailbox has one use");
        }
        args.expect(')');
        args.expect(')');
        return use;
    }

    private static SpecialUse attribute(Arguments args) throws ImapSyntaxException, ImapRefusal {
        args.expect('\\');
        String attribute = "\\" + args.atom();
        for (SpecialUse use : SpecialUse.values()) {
            if (use.attribute().equalsIgnoreCase(attribute)) {
                return use;
            }
        }
        throw new ImapRefusal("USEATTR", "No mailbox has that use");
    }
}
