package fr.pli.tls;

import java.security.cert.X509Certificate;

/** A way to learn whether a certificate is revoked. */
interface RevocationSource {

    /** Blocks for {@link Revocation#PATIENCE} at most; never throws. {@code issuer} has signed {@code certificate}. */
    RevocationStatus status(X509Certificate certificate, X509Certificate issuer);

    /** What is in memory now. Never waits; whatever is missing is asked for in the background. */
    RevocationStatus known(X509Certificate certificate, X509Certificate issuer);
}
