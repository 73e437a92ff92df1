package fr.pli.wire;

/** What should have been a PROXY header is none. */
public final class ProxySyntaxException extends Exception {

    /** @param what is wrong, with the offending octets in hexadecimal where they help */
    public ProxySyntaxException(String what) {
        super("PROXY header: " + what);
    }
}
