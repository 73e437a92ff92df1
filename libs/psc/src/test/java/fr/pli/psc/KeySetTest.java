package fr.pli.psc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Which of PSC's keys count, and for what. */
class KeySetTest {

    @Test
    void key_signs_with_rs256_under_its_own_name_only() throws Exception {
        RSAKey key = key(KeyUse.SIGNATURE, "a");
        KeySet keys = KeySet.parse("{\"keys\":[" + key.toPublicJWK() + "]}");
        assertThat(keys.signed(token(key, "a", JWSAlgorithm.RS256))).isTrue();
        assertThat(keys.signed(token(key, "a", JWSAlgorithm.RS512))).isFalse();
        assertThat(keys.signed(token(key, "a", JWSAlgorithm.PS256))).isFalse();
        assertThat(keys.knows(token(key, "b", JWSAlgorithm.RS256))).isFalse();
        assertThat(keys.signed(token(key, "b", JWSAlgorithm.RS256))).isFalse();
        assertThat(keys.signed(token(key(KeyUse.SIGNATURE, "a"), "a", JWSAlgorithm.RS256)))
                .isFalse();
    }

    @Test
    void key_for_encryption_signs_nothing() throws Exception {
        refused(key(KeyUse.ENCRYPTION, "a").toPublicJWK().toString());
    }

    @Test
    void key_that_is_too_weak_or_too_costly_is_left_out() {
        refused(rsa(1024, BigInteger.valueOf(65_537)));
        refused(rsa(2047, BigInteger.valueOf(65_537)));
        refused(rsa(8193, BigInteger.valueOf(65_537)));
        refused(rsa(2048, BigInteger.valueOf(65_536)));
        refused(rsa(2048, BigInteger.ONE.shiftLeft(32).add(BigInteger.ONE)));
        refused("{\"kty\":\"EC\",\"kid\":\"a\"}");
    }

    @Test
    void key_at_the_bounds_counts() throws Exception {
        for (String key : new String[] {
            rsa(2048, BigInteger.valueOf(3)),
            rsa(8192, BigInteger.valueOf(65_537)),
            rsa(2048, BigInteger.ONE.shiftLeft(31).add(BigInteger.ONE))
        }) {
            assertThat(KeySet.parse("{\"keys\":[" + key + "]}").keys()).containsOnlyKeys("a");
        }
    }

    private static void refused(String key) {
        assertThatThrownBy(() -> KeySet.parse("{\"keys\":[" + key + "]}"))
                .isInstanceOf(PscSyntaxException.class)
                .hasMessageContaining("no RSA key for signatures");
    }

    private static RSAKey key(KeyUse use, String name) throws Exception {
        return new RSAKeyGenerator(2048).keyUse(use).keyID(name).generate();
    }

    private static String rsa(int bits, BigInteger exponent) {
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
        return "{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"a\",\"n\":\"%s\",\"e\":\"%s\"}"
                .formatted(Base64URL.encode(modulus), Base64URL.encode(exponent));
    }

    private static SignedToken token(RSAKey key, String name, JWSAlgorithm algorithm) throws Exception {
        JWSObject token =
                new JWSObject(new JWSHeader.Builder(algorithm).keyID(name).build(), new Payload("{}"));
        token.sign(new RSASSASigner(key));
        return SignedToken.parse(token.serialize());
    }
}
