package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;

/** LOGIN (RFC 9051 section 6.2.3): never, for no password opens a BAL. Its arguments are not even read. */
final class LoginCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out) throws ImapRefusal {
        if (session.state() == State.CLEAR) {
            throw new ImapRefusal("PRIVACYREQUIRED", "There is no LOGIN: STARTTLS, then AUTHENTICATE");
        }
        throw new ImapRefusal(
                "CANNOT",
                "There is no LOGIN: AUTHENTICATE " + session.dialogue().mechanisms());
    }
}
