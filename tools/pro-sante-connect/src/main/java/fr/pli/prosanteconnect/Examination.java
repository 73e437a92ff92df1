package fr.pli.prosanteconnect;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads back what the mint made: which tokens live, and what introspection says of them. Spec: psc.md section 6. */
final class Examination {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Realm realm;
    private final Keys keys;

    Examination(Realm realm, Keys keys) {
        this.realm = realm;
        this.keys = keys;
    }

    /** The answer of the introspection endpoint. */
    String introspect(String token) {
        return living(token).map(claims -> answer(claims).toString()).orElse("{\"active\":false}");
    }

    /** The claims of a token of ours that nothing has ended yet. */
    Optional<ObjectNode> living(String token) {
        return authentic(token)
                .filter(claims -> claims.path("exp").asLong() > Instant.now().getEpochSecond())
                .filter(claims -> !realm.isRevoked(claims.path("jti").asString()))
                .filter(claims ->
                        realm.livingSession(claims.path("sid").asString()).isPresent());
    }

    /** The claims of a token of ours, whatever became of it. */
    Optional<ObjectNode> authentic(String token) {
        try {
            JWSObject jws = JWSObject.parse(token);
            return isSigned(jws) && JSON.readTree(jws.getPayload().toString()) instanceof ObjectNode claims
                    ? Optional.of(claims)
                    : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty(); // not of ours, whatever it is
        }
    }

    private boolean isSigned(JWSObject jws) throws JOSEException {
        if (JWSAlgorithm.HS512.equals(jws.getHeader().getAlgorithm())) {
            return jws.verify(new MACVerifier(keys.own()));
        }
        Optional<RSAKey> key = Optional.ofNullable(jws.getHeader().getKeyID()).flatMap(keys::find);
        return key.isPresent() && jws.verify(new RSASSAVerifier(key.get()));
    }

    private ObjectNode answer(ObjectNode claims) {
        ObjectNode answer = claims.deepCopy();
        JsonNode azp = claims.path("azp");
        String person = realm.livingSession(claims.path("sid").asString())
                .orElseThrow()
                .professional()
                .id();
        answer.set("client_id", azp);
        answer.put("username", person);
        if (isAccess(claims)) {
            answer.put("SubjectNameID", person);
        }
        return answer.put("active", true);
    }

    static boolean isAccess(ObjectNode claims) {
        return claims.path("typ").asString().equals("Bearer");
    }
}
