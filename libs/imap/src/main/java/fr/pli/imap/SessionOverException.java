package fr.pli.imap;

import java.io.IOException;

/** What the log-in opened has ended while a command was answered: nothing more is shown, and the session says goodbye. */
final class SessionOverException extends IOException {

    private static final long serialVersionUID = 1;

    SessionOverException() {
        super("the access to this BAL has ended");
    }
}
