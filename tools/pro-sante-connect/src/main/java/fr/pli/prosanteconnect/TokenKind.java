package fr.pli.prosanteconnect;

/** Tokens that the stand-in makes without a log-in, for tests only. */
public enum TokenKind {
    /** An access token like that of a log-in. */
    GOOD,
    /** An access token whose time was over a minute ago. */
    EXPIRED,
    /** Looks right and names the key of the day, but another signed it. */
    FORGED,
    /** A refresh token, which is no access token. */
    REFRESH
}
