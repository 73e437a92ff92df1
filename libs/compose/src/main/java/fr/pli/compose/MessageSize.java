package fr.pli.compose;

/** How large a message may be, for whoever composes it and for whoever opens it: what one makes the other takes. */
public final class MessageSize {

    /**
     * Octets on the wire. Above what operators take, who tell theirs by SIZE (RFC 1870); it bounds what a reader holds in memory, beside
     * what {@link fr.pli.mss.xdm.XdmLimits} let its archives inflate to.
     */
    public static final int MOST = 50_000_000;

    private MessageSize() {}
}
