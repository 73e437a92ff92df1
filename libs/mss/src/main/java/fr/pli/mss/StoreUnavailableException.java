package fr.pli.mss;

/** The store is out of reach for now: {@code NO [UNAVAILABLE]}. The client may try again. */
public final class StoreUnavailableException extends RuntimeException {

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
