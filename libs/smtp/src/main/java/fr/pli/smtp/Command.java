package fr.pli.smtp;

import java.io.IOException;

/** One verb. One object serves all sessions. */
interface Command {

    /** Whether it may be given before TLS (RFC 3207 section 4). */
    default boolean isAllowedInClear() {
        return false;
    }

    /**
     * Does what was asked and answers, once.
     *
     * @throws SmtpRefusal if it is not to be; the session answers with it
     * @throws IOException when the client is gone
     */
    void run(SmtpSession session, Arguments arguments) throws SmtpRefusal, IOException;
}
