package fr.pli.tls;

/** Octets from a peer, a CRL server or an OCSP responder that are not what they should be. */
public final class TlsSyntaxException extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * @param what what was being read
     * @param problem what is wrong with it, with the offending text where there is one
     */
    public TlsSyntaxException(String what, String problem) {
        super(what + ": " + problem);
    }

    /** With what the platform said of it. */
    public TlsSyntaxException(String what, String problem, Throwable cause) {
        super(what + ": " + problem, cause);
    }
}
