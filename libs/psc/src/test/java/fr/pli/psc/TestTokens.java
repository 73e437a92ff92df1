package fr.pli.psc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** Tokens that nobody at PSC made. */
final class TestTokens {

    private TestTokens() {}

    static String claims(URI issuer, String person) {
        long now = Instant.now().getEpochSecond();
        return "{\"exp\":%d,\"iat\":%d,\"iss\":\"%s\",\"typ\":\"Bearer\",\"azp\":\"pli-lps\",\"preferred_username\":\"%s\"}"
                .formatted(now + 60, now, issuer, person);
    }

    static String unsigned(String algorithm, String claims) {
        return base64("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}") + "." + base64(claims) + ".";
    }

    /** By a key that names itself in the header, as if that made it PSC's. */
    static String signedByStranger(String claims) {
        try {
            RSAKey key = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(key.getKeyID())
                    .jwk(key.toPublicJWK())
                    .build();
            JWSObject token = new JWSObject(header, new Payload(claims));
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** The classic confusion: HS256 with the bytes of the published key as the secret. */
    static String hmacWithPublicKey(Psc psc, String claims) {
        try {
            Map.Entry<String, ? extends PublicKey> key = KeySet.parse(
                            psc.http().get(psc.endpoints().jwks()).body())
                    .keys()
                    .entrySet()
                    .iterator()
                    .next();
            var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                    .keyID(key.getKey())
                    .build();
            JWSObject token = new JWSObject(header, new Payload(claims));
            token.sign(new MACSigner(key.getValue().getEncoded()));
            return token.serialize();
        } catch (JOSEException | PscUnavailableException | PscSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
