package fr.pli.boot;

/** A key of the configuration has a value that will not do. The message names the key, what is wrong and what is accepted. */
public final class WrongKeyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param key in full, {@code pli.psc.issuer} */
    public WrongKeyException(String key, String problem, String accepted) {
        super(key + ": " + problem + "; accepted: " + accepted);
    }

    /** @param told the whole message */
    public WrongKeyException(String told, Throwable cause) {
        super(told, cause);
    }

    /** With what the platform said of it. */
    public WrongKeyException(String key, String problem, String accepted, Throwable cause) {
        super(key + ": " + problem + "; accepted: " + accepted, cause);
    }
}
