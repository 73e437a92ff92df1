package fr.pli.wire;

/** One run of a mechanism. Not for reuse. */
public interface SaslExchange {

    /**
     * The client's next answer, base64 taken off. All mechanisms here begin with one.
     *
     * @return what follows; after a {@link SaslStep.Outcome} the exchange is over
     */
    SaslStep next(byte[] response);
}
