package fr.pli.prosanteconnect;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Makes the three tokens in PSC's form. Their payloads are written by hand: no JWT library writes a claim twice. Spec: psc.md section 5. */
final class Mint {

    static final String SCOPE = "openid profile email scope_all";

    /** A token and its dates. */
    record Token(String value, Instant issued, Instant expires) {}

    private final Realm realm;
    private final Keys keys;

    Mint(Realm realm, Keys keys) {
        this.realm = realm;
        this.keys = keys;
    }

    Token access(Session session, String clientId, String nonce) {
        return access(session, clientId, nonce, now(), keys.current());
    }

    /** One whose time was over a minute ago. */
    Token expired(Session session, String clientId) {
        Instant issued = now().minus(realm.lifetimes().access()).minusSeconds(60);
        return access(session, clientId, "", issued, keys.current());
    }

    /** One that looks right and names a published key, but was signed with another. */
    Token forged(Session session, String clientId) {
        return access(session, clientId, "", now(), keys.foreign());
    }

    Token refresh(Session session, String clientId, String nonce) {
        Instant issued = now();
        Instant expires = issued.plus(realm.lifetimes().refresh());
        String payload = new Claims()
                .dates(expires, issued)
                .put("jti", UUID.randomUUID().toString())
                .put("iss", realm.issuer().toString())
                .put("aud", realm.issuer().toString())
                .put("sub", sub(session))
                .put("typ", "Refresh")
                .put("azp", clientId)
                .put("nonce", nonce)
                .put("session_state", session.id())
                .put("scope", SCOPE)
                .put("sid", session.id())
                .json();
        try {
            return new Token(sign(JWSAlgorithm.HS512, "refresh", payload, new MACSigner(keys.own())), issued, expires);
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    Token id(Session session, String clientId, String nonce) {
        Instant issued = now();
        Instant expires = issued.plus(realm.lifetimes().access());
        String payload = new Claims()
                .dates(expires, issued)
                .put("auth_time", session.start().getEpochSecond())
                .put("jti", UUID.randomUUID().toString())
                .put("iss", realm.issuer().toString())
                .put("aud", clientId)
                .put("sub", sub(session))
                .put("typ", "ID")
                .put("azp", clientId)
                .put("nonce", nonce)
                .put("session_state", session.id())
                .put("acr", "eidas1")
                .put("sid", session.id())
                .put("email_verified", false)
                .put("preferred_username", session.professional().id())
                .json();
        return new Token(sign(payload, keys.current()), issued, expires);
    }

    private Token access(Session session, String clientId, String nonce, Instant issued, RSAKey signer) {
        Instant expires = issued.plus(realm.lifetimes().access());
        String payload = new Claims()
                .dates(expires, issued)
                .put("auth_time", session.start().getEpochSecond())
                .put("jti", UUID.randomUUID().toString())
                .put("iss", realm.issuer().toString())
                .put("sub", sub(session))
                .put("typ", "Bearer")
                .put("azp", clientId)
                .put("nonce", nonce)
                .put("session_state", session.id())
                .put("acr", "1")
                .put("scope", SCOPE)
                .put("acr", "eidas1")
                .put("email_verified", false)
                .put("preferred_username", session.professional().id())
                .put("sid", session.id())
                .json();
        return new Token(sign(payload, signer), issued, expires);
    }

    private String sign(String payload, RSAKey signer) {
        try {
            return sign(JWSAlgorithm.RS256, keys.current().getKeyID(), payload, new RSASSASigner(signer));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    private static String sign(JWSAlgorithm algorithm, String kid, String payload, JWSSigner signer)
            throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(kid)
                .build();
        JWSObject token = new JWSObject(header, new Payload(payload));
        token.sign(signer);
        return token.serialize();
    }

    static String sub(Session session) {
        return "f:550dc1c8-d97b-4b1e-ac8c-8eb4471cf9dd:"
                + session.professional().id();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
