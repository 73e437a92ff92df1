package fr.pli.prosanteconnect;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys of the realm: the one that signs, those that did before, and one that nobody publishes. */
final class Keys {

    private static final int KEPT = 2;

    private volatile List<RSAKey> published = List.of(generate());
    private @Nullable RSAKey foreign;
    private final byte[] own;

    Keys() {
        try {
            own = new OctetSequenceKeyGenerator(512).generate().toByteArray();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot make a key", e);
        }
    }

    RSAKey current() {
        return published.getFirst();
    }

    /** Signs what no published key did. */
    synchronized RSAKey foreign() {
        if (foreign == null) {
            foreign = generate();
        }
        return foreign;
    }

    /** Of refresh tokens, which PSC alone reads back (HS512). */
    byte[] own() {
        return own.clone();
    }

    Optional<RSAKey> find(String kid) {
        return published.stream().filter(key -> kid.equals(key.getKeyID())).findFirst();
    }

    String jwks() {
        return new JWKSet(List.<JWK>copyOf(published)).toPublicJWKSet().toString();
    }

    synchronized void rotate() {
        published = Stream.concat(Stream.of(generate()), published.stream().limit(KEPT - 1L))
                .toList();
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot make a key", e);
        }
    }
}
