package fr.pli.wire;

import fr.pli.mss.MssAddress;

/**
 * Decides who may open which BAL. The operator implements it; the mechanisms only read the wire. A RuntimeException out of here is logged as a
 * fault and told to the client as {@link SaslStep.Unavailable} is.
 */
public interface Authority {

    /** A person shows a PSC access token for a BAL (MSS 7.x, SEED-12). The token must not be kept or logged. */
    SaslStep.Outcome token(String token, MssAddress mailbox, SaslPeer peer);

    /** An application names a BAL; its certificate is in {@code peer}, whose chain is not empty (MSS 10.x, SEED-15). */
    SaslStep.Outcome certificate(MssAddress mailbox, SaslPeer peer);
}
