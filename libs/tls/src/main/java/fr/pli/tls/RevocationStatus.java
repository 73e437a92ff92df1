package fr.pli.tls;

import java.time.Instant;

/** What is known of the revocation of a certificate. */
sealed interface RevocationStatus {

    /** It is not revoked. */
    record Good() implements RevocationStatus {}

    /** It is, since then. */
    record Revoked(Instant since) implements RevocationStatus {}

    /** This way does not tell; {@code why} is for the log. */
    record Unknown(String why) implements RevocationStatus {}
}
