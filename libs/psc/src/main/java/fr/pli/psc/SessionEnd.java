package fr.pli.psc;

/** Why a PSC session is over. */
public enum SessionEnd {
    /** The software logged out. */
    LOGGED_OUT,
    /** The refresh token was not used in time. */
    EXPIRED,
    /** PSC refused the refresh token: the person logged out elsewhere, or the session was too old. */
    REFUSED
}
