package fr.pli.smtp;

import java.io.IOException;

/**
 * QUIT (RFC 5321 section 4.1.1.10).
 * <pre>quit = "QUIT" CRLF</pre>
 */
final class QuitCommand implements Command {

    @Override
    public boolean isAllowedInClear() {
        return true;
    }

    @Override
    public void run(SmtpSession session, Arguments arguments) throws SmtpRefusal, IOException {
        arguments.end();

        session.replies().send(Answer.BYE.reply());
        session.end("quit");
    }
}
