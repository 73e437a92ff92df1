package fr.pli.imap;

import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;
import java.util.List;

/**
 * APPEND (RFC 9051 section 6.3.12, RFC 3516, RFC 6855).
 * <pre>
 * append = "APPEND" SP mailbox [SP flag-list] [SP date-time] SP (literal / literal8 / "UTF8" SP "(" literal8 ")")
 * </pre>
 */
final class AppendCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        args.space();
        try (NewMessage message = NewMessage.read(session, args, 0)) {
            Account.Appended appended =
                    session.account().append(message.mailbox(), message.flags(), message.date(), message.content());
            session.notifier().caused(appended.uidValidity(), List.of(appended.uid()));
            return "[APPENDUID " + appended.uidValidity() + " " + appended.uid() + "] APPEND completed";
        }
    }
}
