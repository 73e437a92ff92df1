package fr.pli.psc;

/** Validates PSC access tokens for a resource server (SEED-12). */
public interface TokenValidator {

    /** Blocks for at most the configured time-outs; never throws. The token is neither kept nor logged. */
    TokenVerdict validate(String token);
}
