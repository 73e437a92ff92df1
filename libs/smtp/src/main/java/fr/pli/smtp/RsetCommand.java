package fr.pli.smtp;

import java.io.IOException;

/**
 * RSET (RFC 5321 section 4.1.1.5).
 * <pre>rset = "RSET" CRLF</pre>
 */
final class RsetCommand implements Command {

    @Override
    public boolean isAllowedInClear() {
        return true;
    }

    @Override
    public void run(SmtpSession session, Arguments arguments) throws SmtpRefusal, IOException {
        arguments.end();

        session.endTransaction();
        session.replies().send(Answer.DONE.reply());
    }
}
