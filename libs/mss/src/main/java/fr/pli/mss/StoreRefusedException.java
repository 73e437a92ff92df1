package fr.pli.mss;

/** The store refuses a value that it was given. To try again changes nothing: whoever gave the value is told so. */
public final class StoreRefusedException extends RuntimeException {

    public StoreRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
