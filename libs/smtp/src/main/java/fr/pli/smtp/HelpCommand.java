package fr.pli.smtp;

import java.io.IOException;

/**
 * HELP (RFC 5321 section 4.1.1.8).
 * <pre>help = "HELP" [ SP String ] CRLF</pre>
 */
final class HelpCommand implements Command {

    @Override
    public void run(SmtpSession session, Arguments arguments) throws IOException {
        session.replies().send(Answer.HELP.reply(session.settings().help()));
    }
}
