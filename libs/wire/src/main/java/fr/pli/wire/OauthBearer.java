package fr.pli.wire;

/** OAUTHBEARER (RFC 7628): as XOAUTH2 in a registered form. Off unless the operator turns it on. Spec: api-lps.md section 5. */
public record OauthBearer(Authority authority) implements SaslMechanism {

    @Override
    public String name() {
        return "OAUTHBEARER";
    }

    @Override
    public SaslExchange start(SaslPeer peer) {
        return new BearerExchange(name(), peer, authority, BearerResponse::oauthbearer, OauthBearer::failure);
    }

    /** RFC 7628 section 3.2.2, with the error codes of RFC 6750 section 3.1. */
    private static String failure(Reason reason) {
        String status = reason == Reason.RESPONSE_MALFORMED ? "invalid_request" : "invalid_token";
        return "{\"status\":\"" + status + "\",\"scope\":\"mail\"}";
    }
}
