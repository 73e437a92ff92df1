package fr.pli.lps;

import java.io.IOException;

/**
 * The operator cannot be reached, or says that it cannot tell for now ({@code UNAVAILABLE}, {@code 4yz}): the same may well work later. After
 * {@link LpsConnection#send} it may have taken the message all the same.
 */
public final class OperatorUnavailableException extends IOException {

    private static final long serialVersionUID = 1;

    OperatorUnavailableException(String why) {
        super(why);
    }

    OperatorUnavailableException(String why, Throwable cause) {
        super(why, cause);
    }
}
