package fr.pli.psc;

import fr.pli.mss.IdNatPs;
import java.time.Instant;

/** What PSC, and the checks before it, say of an access token. Spec: psc.md section 6. */
public sealed interface TokenVerdict {

    /** It is good: of this person, until then. */
    record Active(IdNatPs person, Instant until) implements TokenVerdict {}

    /** It is not, and will not become so. */
    record Rejected(Cause cause) implements TokenVerdict {}

    /** Nobody can say for now. {@code detail} is for the log and holds no token. */
    record Unreachable(String detail) implements TokenVerdict {}

    /** Why a token is rejected. */
    enum Cause {
        /** Not a JWT, or without what a PSC access token must say. */
        MALFORMED,
        /** No key of PSC signed it, or another issuer did. */
        FORGED,
        EXPIRED,
        /** PSC says {@code active: false}: revoked, or its session is over. */
        INACTIVE,
        /** A refresh or ID token, or an {@code azp} that the operator does not take. */
        NOT_ACCEPTED
    }
}
