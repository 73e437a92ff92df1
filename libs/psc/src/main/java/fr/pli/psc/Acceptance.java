package fr.pli.psc;

import java.util.Set;

/**
 * Which good tokens the operator takes ({@code psc.azp.allow}, {@code psc.azp.deny}, {@code psc.acr.accepted}). An empty set of allowed or accepted
 * ones takes any.
 */
public record Acceptance(Set<String> allowedClients, Set<String> deniedClients, Set<String> acceptedLevels) {

    /** Takes any. */
    public static final Acceptance ANY = new Acceptance(Set.of(), Set.of(), Set.of());

    boolean takes(TokenClaims claims) {
        return (allowedClients.isEmpty() || allowedClients.contains(claims.client()))
                && !deniedClients.contains(claims.client())
                && (acceptedLevels.isEmpty() || acceptedLevels.contains(claims.level()));
    }
}
