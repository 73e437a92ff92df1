package fr.pli.smtp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * EHLO (RFC 5321 section 4.1.1.1). What is offered depends on what the client has reached: in clear nothing but STARTTLS (RFC 3207
 * section 4), AUTH until it is done (RFC 4954 section 3).
 * <pre>ehlo = "EHLO" SP ( Domain / address-literal ) CRLF</pre>
 */
final class EhloCommand implements Command {

    @Override
    public boolean isAllowedInClear() {
        return true;
    }

    @Override
    public void run(SmtpSession session, Arguments arguments) throws SmtpRefusal, IOException {
        String name = arguments.word();
        arguments.end();

        session.greeted(name, true);
        session.replies().lines(250, offered(session));
    }

    private static List<String> offered(SmtpSession session) {
        List<String> lines = new ArrayList<>();
        lines.add(session.settings().host());
        if (!session.connection().isTls()) {
            lines.add("STARTTLS");
        } else {
            List<String> mechanisms = session.sasl().mechanisms();
            if (!mechanisms.isEmpty() && session.authenticated().isEmpty()) {
                lines.add("AUTH " + String.join(" ", mechanisms));
            }
            lines.add("SIZE " + session.reception().maxSize());
            lines.addAll(List.of("PIPELINING", "8BITMIME", "SMTPUTF8", "DSN", "CHUNKING", "HELP"));
        }
        lines.add("ENHANCEDSTATUSCODES");
        return lines;
    }
}
