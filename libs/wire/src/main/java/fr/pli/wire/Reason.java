package fr.pli.wire;

import java.util.Locale;

/** Why an authentication failed: what the log says, not what the client is told. Spec: api-lps.md sections 5 and 9. */
public enum Reason {
    /** A syntax error of the protocol, {@code BAD} and {@code 501}; so is a cancelled exchange. */
    RESPONSE_NOT_BASE64,
    CANCELLED,
    RESPONSE_MALFORMED,
    TOKEN_MALFORMED,
    TOKEN_FORGED,
    TOKEN_EXPIRED,
    TOKEN_INACTIVE,
    TOKEN_NOT_ACCEPTED,
    BAL_UNKNOWN,
    BAL_SUSPENDED,
    BAL_NOT_FOR_PERSONS,
    BAL_NOT_FOR_APPLICATIONS,
    PERSON_WITHOUT_RIGHT,
    CERTIFICATE_MISSING,
    CERTIFICATE_OTHER_CA,
    CERTIFICATE_EXPIRED,
    CERTIFICATE_REVOKED,
    CERTIFICATE_WRONG_PROFILE,
    CERTIFICATE_TEST,
    CERTIFICATE_OU_UNREADABLE,
    STRUCTURE_DOES_NOT_OWN_BAL,
    /** At a listener of the time of transition: not for this domain, or no longer. */
    LEGACY_CLOSED,
    PASSWORD_WRONG,
    /** Temporary, as all below: not the client's fault. */
    PSC_UNREACHABLE,
    REVOCATION_UNKNOWN,
    /** Somebody tries passwords: none is judged for a while. */
    PASSWORD_GUESSED,
    STORE_UNREACHABLE,
    TOO_MANY_SESSIONS;

    /** The word in the log: {@code token-expired}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
