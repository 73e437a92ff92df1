package fr.pli.psc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The published RSA keys of PSC by {@code kid} (RFC 7517). It verifies RS256 and nothing else: neither {@code none} nor an HMAC over a public key
 * can pass.
 */
record KeySet(Map<String, RSAPublicKey> keys) {

    private static final String ALGORITHM = "RS256";
    private static final JWSHeader RS256 = new JWSHeader(JWSAlgorithm.RS256);
    private static final int MOST_KEYS = 100;
    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 8192;
    private static final int MAX_EXPONENT_BITS = 32;

    /** @throws PscSyntaxException if this is no JWK set, or one without any RSA key for signatures */
    static KeySet parse(String json) throws PscSyntaxException {
        JsonObject document = JsonObject.read("jwks", json);
        Map<String, RSAPublicKey> keys = new HashMap<>();
        for (JsonObject key : document.objects("keys").stream().limit(MOST_KEYS).toList()) {
            if (key.text("kty").equals("RSA") && !key.text("use").equals("enc")) {
                rsa(key).ifPresent(usable -> keys.put(key.text("kid"), usable));
            }
        }
        if (keys.isEmpty()) {
            throw new PscSyntaxException("jwks", "no RSA key for signatures");
        }
        return new KeySet(keys);
    }

    /** Does it know the key that the token names? */
    boolean knows(SignedToken token) {
        return keys.containsKey(token.keyId());
    }

    /** Did the key that the token names sign it? */
    boolean signed(SignedToken token) {
        RSAPublicKey key = keys.get(token.keyId());
        if (key == null || !token.algorithm().equals(ALGORITHM)) {
            return false;
        }
        try {
            return new RSASSAVerifier(key)
                    .verify(
                            RS256,
                            token.signed().getBytes(StandardCharsets.US_ASCII),
                            new Base64URL(token.signature()));
        } catch (JOSEException e) {
            throw new IllegalStateException("this JDK cannot verify RS256", e);
        }
    }

    /** Empty for a key that is too weak, or so big that it would cost more than it is worth. */
    private static Optional<RSAPublicKey> rsa(JsonObject key) {
        Base64URL modulus = new Base64URL(key.text("n"));
        Base64URL exponent = new Base64URL(key.text("e"));
        int bits = modulus.decodeToBigInteger().bitLength();
        BigInteger e = exponent.decodeToBigInteger();
        if (bits < MIN_BITS || bits > MAX_BITS || e.bitLength() > MAX_EXPONENT_BITS || !e.testBit(0)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RSAKey.Builder(modulus, exponent).build().toRSAPublicKey());
        } catch (JOSEException x) {
            return Optional.empty();
        }
    }
}
