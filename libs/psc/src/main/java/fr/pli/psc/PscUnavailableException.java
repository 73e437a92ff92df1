package fr.pli.psc;

import java.io.IOException;

/** PSC cannot be reached, is too slow, or answers what nobody understands: nothing is known, and it may work later. The message holds no token. */
public final class PscUnavailableException extends IOException {

    public PscUnavailableException(String message) {
        super(message);
    }

    public PscUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
