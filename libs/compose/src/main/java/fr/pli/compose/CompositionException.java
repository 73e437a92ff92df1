package fr.pli.compose;

/** A message that cannot be composed of what was given; the message of the exception says why, and names no patient. */
public final class CompositionException extends RuntimeException {

    /** @param why one line */
    public CompositionException(String why) {
        super(why);
    }

    /** @param why one line */
    public CompositionException(String why, Throwable cause) {
        super(why, cause);
    }
}
