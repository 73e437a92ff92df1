package fr.pli.wire;

/**
 * XOAUTH2: a person's PSC access token for a BAL (ECO.1.2.1). Not in an RFC; the bytes, also those of a refusal, are those that
 * operators answer with today. Spec: api-lps.md section 5.
 */
public record Xoauth2(Authority authority) implements SaslMechanism {

    @Override
    public String name() {
        return "XOAUTH2";
    }

    @Override
    public SaslExchange start(SaslPeer peer) {
        return new BearerExchange(name(), peer, authority, BearerResponse::xoauth2, Xoauth2::failure);
    }

    private static String failure(Reason reason) {
        int status = reason == Reason.RESPONSE_MALFORMED ? 400 : 401;
        return "{\"status\":\"" + status + "\",\"schemes\":\"bearer\",\"scope\":\"mail\"}";
    }
}
