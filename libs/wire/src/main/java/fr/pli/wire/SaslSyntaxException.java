package fr.pli.wire;

/** A SASL response that cannot be read. It never carries the text: that may hold a token or a password. */
public final class SaslSyntaxException extends Exception {

    private final Reason reason;

    /** @param what is wrong, without any of the client's octets */
    public SaslSyntaxException(Reason reason, String what) {
        super(what);
        this.reason = reason;
    }

    /** The word for the log. */
    public Reason reason() {
        return reason;
    }
}
