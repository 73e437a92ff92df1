package fr.pli.smtp;

import java.io.IOException;

/**
 * STARTTLS (RFC 3207). The session starts over inside: the client greets again, and what it had pipelined in clear is gone.
 * <pre>starttls = "STARTTLS" CRLF</pre>
 */
final class StartTlsCommand implements Command {

    @Override
    public boolean isAllowedInClear() {
        return true;
    }

    @Override
    public void run(SmtpSession session, Arguments arguments) throws SmtpRefusal, IOException {
        if (session.connection().isTls()) {
            throw Answer.OUT_OF_SEQUENCE.refusal("TLS");
        }
        if (!session.connection().canStartTls()) {
            throw Answer.TLS_UNAVAILABLE.refusal();
        }
        arguments.end();

        session.replies().send(Answer.TLS_READY.reply());
        session.connection().flush();
        session.connection().startTls();
        session.startOver();
    }
}
