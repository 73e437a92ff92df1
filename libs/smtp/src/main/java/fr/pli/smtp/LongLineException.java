package fr.pli.smtp;

import java.io.IOException;

/** A message on its way out has a line that no server need take (RFC 5321 section 4.5.3.1.6). */
final class LongLineException extends IOException {

    private static final long serialVersionUID = 1;

    LongLineException(int longest) {
        super("a line of more than " + longest + " octets");
    }
}
