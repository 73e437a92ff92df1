package fr.pli.imap;

import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;

/** One command of the protocol. One object serves all sessions. */
interface Command {

    /**
     * Reads what is left of the command, does it and says what is untagged.
     *
     * @return what the tagged OK says
     * @throws ImapSyntaxException tagged BAD; nothing was done
     * @throws ImapRefusal tagged NO
     * @throws MailboxException tagged NO
     * @throws IOException if the client is gone
     */
    String run(ImapSession session, Arguments args, Responses out)
            throws ImapSyntaxException, ImapRefusal, MailboxException, IOException;

    /** Whether messages may be renumbered in its answer (RFC 9051 section 7.5.1). */
    default boolean mayTellRemovals() {
        return true;
    }
}
