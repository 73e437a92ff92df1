package fr.pli.wire;

/**
 * EXTERNAL (RFC 4422 appendix A) with the BAL as authorisation identity. Off unless the operator turns it on, for the published
 * flow is PLAIN. Spec: api-lps.md section 9.
 */
public record External(Authority authority) implements SaslMechanism {

    @Override
    public String name() {
        return "EXTERNAL";
    }

    @Override
    public SaslExchange start(SaslPeer peer) {
        return new CertificateExchange(name(), peer, authority, response -> SaslText.mailbox(SaslText.utf8(response)));
    }
}
