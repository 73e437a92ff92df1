package fr.pli.faults;

import java.io.IOException;

/** An answer by which a server says that it is not the client's fault and that he may try again. */
final class Temporary extends IOException {

    private static final long serialVersionUID = 1;

    private Temporary(String answer) {
        super(answer);
    }

    /**
     * What an SMTP reply must begin with.
     *
     * @throws Temporary if it is 4xx instead
     * @throws Permanent if it is anything else
     */
    static String smtp(String reply, String expected) throws Temporary, Permanent {
        if (reply.startsWith(expected)) {
            return reply;
        }
        if (reply.startsWith("4")) {
            throw new Temporary(reply);
        }
        throw new Permanent(reply);
    }

    /**
     * What the tagged answer of an IMAP command must begin with, without its tag.
     *
     * @throws Temporary if it is NO [UNAVAILABLE] instead (RFC 5530)
     * @throws Permanent if it is anything else
     */
    static String imap(String answer, String expected) throws Temporary, Permanent {
        if (answer.startsWith(expected)) {
            return answer;
        }
        if (answer.startsWith("NO [UNAVAILABLE]")) {
            throw new Temporary(answer);
        }
        throw new Permanent(answer);
    }

    /** An answer that tells a client to give up, where he did nothing wrong. */
    static final class Permanent extends IOException {

        private static final long serialVersionUID = 1;

        Permanent(String answer) {
            super(answer);
        }
    }
}
