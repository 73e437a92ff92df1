package fr.pli.psc;

import java.time.Duration;

/**
 * How the operator validates tokens. What each is for stands in docs/operator/configuration.md.
 *
 * @param authentication as which client of PSC we introspect
 * @param cache how long a good token is not asked about again; never past its end
 * @param cacheSize how many tokens are remembered at most
 * @param clockSkew tolerated between PSC's clock and ours
 */
public record ValidationSettings(
        ClientAuthentication authentication,
        ValidationMethod method,
        Duration cache,
        int cacheSize,
        Duration clockSkew,
        Acceptance acceptance) {

    /** Introspection, 2 min (the life of a token), 10,000 tokens, 30 s, any software. */
    public static ValidationSettings defaults(ClientAuthentication authentication) {
        return new ValidationSettings(
                authentication,
                ValidationMethod.INTROSPECTION,
                Duration.ofMinutes(2),
                10_000,
                Duration.ofSeconds(30),
                Acceptance.ANY);
    }

    /** The same with another cache. */
    public ValidationSettings withCache(Duration life) {
        return new ValidationSettings(authentication, method, life, cacheSize, clockSkew, acceptance);
    }

    /** The same with the other method. */
    public ValidationSettings withMethod(ValidationMethod other) {
        return new ValidationSettings(authentication, other, cache, cacheSize, clockSkew, acceptance);
    }

    /** The same with other software taken. */
    public ValidationSettings withAcceptance(Acceptance other) {
        return new ValidationSettings(authentication, method, cache, cacheSize, clockSkew, other);
    }
}
