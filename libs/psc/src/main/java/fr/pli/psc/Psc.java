package fr.pli.psc;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Pro Santé Connect as we reach it: its endpoints and keys, fetched when first needed, renewed once an hour, and kept while PSC is out. One per
 * application; safe from any thread.
 */
public final class Psc implements AutoCloseable {

    private static final Duration LIFE = Duration.ofHours(1);

    private final URI issuer;
    private final PscHttp http;
    private final Kept<PscEndpoints> endpoints;
    private final Kept<KeySet> keys;

    /**
     * Reaches nothing yet.
     *
     * @param issuer as tokens carry it
     * @param discovery where the discovery document is
     * @param tls with our client certificate and whom we trust, or empty for the JDK's
     * @param timeout of one exchange; a question is asked twice at most
     * @throws IllegalArgumentException if an address is neither https nor of this machine
     */
    public Psc(URI issuer, URI discovery, Optional<SSLContext> tls, Duration timeout, InstantSource clock) {
        this.issuer = safe("issuer", issuer);
        safe("discovery", discovery);
        http = new PscHttp(tls, timeout);
        endpoints = new Kept<>(() -> discover(discovery), LIFE, clock);
        keys = new Kept<>(this::fetchKeys, LIFE, clock);
    }

    /** One with PSC's own discovery path, the JDK's TLS and clock, and 2 s for an exchange. */
    public static Psc at(URI issuer) {
        return new Psc(
                issuer,
                URI.create(issuer + PscEndpoints.DISCOVERY),
                Optional.empty(),
                Duration.ofSeconds(2),
                InstantSource.system());
    }

    /** What tokens carry as {@code iss}. */
    public URI issuer() {
        return issuer;
    }

    /**
     * Where PSC answers.
     *
     * @throws PscUnavailableException if that was never read and cannot be now
     */
    public PscEndpoints endpoints() throws PscUnavailableException {
        return endpoints.get();
    }

    /**
     * Did PSC sign this? An unknown key is looked for at PSC, at most every 10 s whoever asks.
     *
     * @throws PscUnavailableException if there are no keys to say so
     */
    boolean signed(SignedToken token) throws PscUnavailableException {
        KeySet known = keys.get();
        return (known.knows(token) ? known : keys.newerThan(known)).signed(token);
    }

    PscHttp http() {
        return http;
    }

    @Override
    public void close() {
        http.close();
    }

    private static URI safe(String name, URI address) {
        if (!PscEndpoints.isSafe(address)) {
            throw new IllegalArgumentException(name + ": " + address + " is neither https nor of this machine");
        }
        return address;
    }

    private PscEndpoints discover(URI discovery) throws PscUnavailableException {
        try {
            PscEndpoints found = PscEndpoints.parse(document(discovery));
            if (!found.issuer().equals(issuer)) {
                throw new PscUnavailableException(discovery + " is of " + found.issuer() + ", not of " + issuer);
            }
            return found;
        } catch (PscSyntaxException e) {
            throw new PscUnavailableException(discovery + ": " + e.getMessage(), e);
        }
    }

    private KeySet fetchKeys() throws PscUnavailableException {
        URI jwks = endpoints().jwks();
        try {
            return KeySet.parse(document(jwks));
        } catch (PscSyntaxException e) {
            throw new PscUnavailableException(jwks + ": " + e.getMessage(), e);
        }
    }

    private String document(URI uri) throws PscUnavailableException {
        PscHttp.Answer answer = http.get(uri);
        if (answer.status() != 200) {
            throw new PscUnavailableException(uri + ": HTTP " + answer.status());
        }
        return answer.body();
    }
}
