package fr.pli.operator;

/** A key of the configuration has a value that will not do. The message names the key, what is wrong and what is accepted. */
final class WrongKeyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param key in full, {@code pli.psc.issuer} */
    WrongKeyException(String key, String problem, String accepted) {
        super(key + ": " + problem + "; accepted: " + accepted);
    }

    /** @param told the whole message */
    WrongKeyException(String told, Throwable cause) {
        super(told, cause);
    }

    /** With what the platform said of it. */
    WrongKeyException(String key, String problem, String accepted, Throwable cause) {
        super(key + ": " + problem + "; accepted: " + accepted, cause);
    }
}
