package fr.pli.lps;

import java.io.IOException;

/** The operator does not take a message, for anybody, and trying it again will not help. The message says what it answered. */
public final class MessageRefusedException extends IOException {

    private static final long serialVersionUID = 1;

    MessageRefusedException(String why, Throwable cause) {
        super(why, cause);
    }
}
