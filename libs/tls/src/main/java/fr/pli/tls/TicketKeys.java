package fr.pli.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.LongStream;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Keys of session tickets, derived from one secret and the time (HKDF, RFC 5869): nodes that share the secret resume each other's sessions
 * and share nothing else. Each kind of listener has keys of its own, so that a session without a client certificate is of no use where one
 * is asked for. A ticket lives for {@link #PERIOD} to twice as long.
 */
public final class TicketKeys {

    /** How long tickets are issued with one key. */
    static final Duration PERIOD = Duration.ofHours(6);

    /** Octets of a key: name, HMAC key and AES key of 16 each. */
    static final int LENGTH = 48;

    private static final int SHORTEST_SECRET = 32;
    private static final String ACCEPTED = "32 random octets or more, in base64 (openssl rand -base64 32)";

    private final byte[] secret;

    private TicketKeys(byte[] secret) {
        this.secret = secret;
    }

    /** Of a secret that ends with this process: sessions are resumed on this node only. */
    public static TicketKeys random() {
        byte[] secret = new byte[SHORTEST_SECRET];
        new SecureRandom().nextBytes(secret);
        return new TicketKeys(secret);
    }

    /**
     * Of a secret that all nodes have.
     *
     * @param key the configuration key that it comes from
     * @throws TlsConfigurationException if it is not base64 or too short; it does not show the secret
     */
    public static TicketKeys of(String key, String base64) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new TlsConfigurationException(key, "is not base64", ACCEPTED);
        }
        if (secret.length < SHORTEST_SECRET) {
            throw new TlsConfigurationException(key, "has " + secret.length + " octets", ACCEPTED);
        }
        return new TicketKeys(secret);
    }

    /** The keys at a time: first the one to issue with, then those to accept; the next one among them, for nodes whose clocks differ. */
    List<byte[]> at(Instant now, String kind) {
        long period = period(now);
        return LongStream.of(period, period - 1, period + 1)
                .mapToObj(one -> derive(kind, one))
                .toList();
    }

    /** Changes when the keys do. */
    static long period(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), PERIOD.toSeconds());
    }

    private byte[] derive(String kind, long period) {
        byte[] info = ("pli session ticket " + kind + " " + period).getBytes(StandardCharsets.UTF_8);
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(info, LENGTH));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 25 on has HKDF", e);
        }
    }
}
