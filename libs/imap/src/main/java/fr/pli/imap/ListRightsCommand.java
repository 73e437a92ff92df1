package fr.pli.imap;

import fr.pli.imap.mail.AccessList;
import fr.pli.imap.mail.AccessList.Use;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * LISTRIGHTS (RFC 4314 section 3.4), for those who manage the BAL: what the registry may give to somebody. Those who have all rights, such as
 * the holder, have them by what they are.
 * <pre>listrights = "LISTRIGHTS" SP mailbox SP identifier</pre>
 */
final class ListRightsCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        args.space();
        MailboxName name = session.names().mailbox(args);
        args.space();
        byte[] identifier = args.astring();
        args.end();

        session.account().open(name);
        Set<Use> uses = session.accessToManage().usesOf(new String(identifier, StandardCharsets.UTF_8));
        StringBuilder line = new StringBuilder("LISTRIGHTS ")
                .append(session.names().quoted(name))
                .append(' ')
                .append(quoted(identifier));
        if (uses.equals(AccessList.ALL)) {
            line.append(' ').append(AccessList.letters(uses));
        } else {
            line.append(" \"\"");
            for (Use use : Use.values()) {
                line.append(' ').append(use.letters());
            }
        }
        out.untagged(line.toString());
        return "LISTRIGHTS completed";
    }

    /** As it came, if that is an identifier that anybody may have here. */
    private static String quoted(byte[] identifier) throws ImapSyntaxException {
        for (byte octet : identifier) {
            if (octet <= ' ' || octet == '"' || octet == '\\' || octet == 0x7f) {
                throw new ImapSyntaxException("expected an identifier", identifier);
            }
        }
        return '"' + new String(identifier, StandardCharsets.US_ASCII) + '"';
    }
}
