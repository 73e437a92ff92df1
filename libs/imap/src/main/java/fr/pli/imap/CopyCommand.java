package fr.pli.imap;

import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import fr.pli.imap.syntax.NumberSet;
import java.io.IOException;

/**
 * COPY and UID COPY (RFC 9051 section 6.4.7, RFC 4315 section 3).
 * <pre>copy = "COPY" SP sequence-set SP mailbox</pre>
 */
record CopyCommand(Numbering numbering) implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException {
        Selected from = session.selected();
        args.space();
        SequenceSet set = SequenceSet.read(args);
        args.space();
        MailboxName to = session.names().mailbox(args);
        args.end();

        Mailbox.Copied copied = from.mailbox().copy(from.uids(from.resolve(set, numbering)), to);
        session.notifier().caused(copied.uidValidity(), copied.to());
        return copyUid(copied) + numbering.command("COPY") + " completed";
    }

    /** <pre>resp-code-copy = "COPYUID" SP nz-number SP uid-set SP uid-set</pre> Nothing if nothing was copied. */
    static String copyUid(Mailbox.Copied copied) {
        return copied.from().isEmpty()
                ? ""
                : "[COPYUID " + copied.uidValidity() + " " + NumberSet.of(copied.from()) + " "
                        + NumberSet.of(copied.to()) + "] ";
    }
}
