package fr.pli.smtp;

import java.io.IOException;

/**
 * HELO (RFC 5321 section 4.1.1.1). After it the client has no extensions, so no AUTH either.
 * <pre>helo = "HELO" SP Domain CRLF</pre>
 */
final class HeloCommand implements Command {

    @Override
    public boolean isAllowedInClear() {
        return true;
    }

    @Override
    public void run(SmtpSession session, Arguments arguments) throws SmtpRefusal, IOException {
        String name = arguments.word();
        arguments.end();

        session.greeted(name, false);
        session.replies().bare(250, session.settings().host());
    }
}
