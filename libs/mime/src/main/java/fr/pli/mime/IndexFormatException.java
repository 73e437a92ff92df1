package fr.pli.mime;

/** Octets that are no index of a message: damaged, or of another version. The message can be scanned again. */
public final class IndexFormatException extends RuntimeException {

    public IndexFormatException(String message) {
        super(message);
    }
}
