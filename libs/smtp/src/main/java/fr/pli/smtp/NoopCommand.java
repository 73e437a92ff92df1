package fr.pli.smtp;

import java.io.IOException;

/**
 * NOOP (RFC 5321 section 4.1.1.9). What follows it is ignored.
 * <pre>noop = "NOOP" [ SP String ] CRLF</pre>
 */
final class NoopCommand implements Command {

    @Override
    public boolean isAllowedInClear() {
        return true;
    }

    @Override
    public void run(SmtpSession session, Arguments arguments) throws IOException {
        session.replies().send(Answer.DONE.reply());
    }
}
