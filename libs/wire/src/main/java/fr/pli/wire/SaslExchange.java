package fr.pli.wire;

/** One run of a mechanism. Not for reuse. */
public interface SaslExchange {

    /**
     * The client's next answer, base64 taken off.
     *
     * @return what follows; after anything but a {@link SaslStep.Challenge} the exchange is over
     */
    SaslStep next(byte[] response);
}
