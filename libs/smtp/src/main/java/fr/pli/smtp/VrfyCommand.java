package fr.pli.smtp;

import java.io.IOException;

/**
 * VRFY (RFC 5321 section 4.1.1.6). It tells nobody who has a BAL (section 7.3).
 * <pre>vrfy = "VRFY" SP String CRLF</pre>
 */
final class VrfyCommand implements Command {

    @Override
    public void run(SmtpSession session, Arguments arguments) throws SmtpRefusal, IOException {
        arguments.word();

        session.replies().send(Answer.NOT_VERIFIED.reply());
    }
}
