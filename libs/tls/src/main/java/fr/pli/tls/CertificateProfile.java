package fr.pli.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** The profiles of IGC Santé that TLS can use. Spec: igc-sante.md section 3. */
public enum CertificateProfile {
    /** A server, which may also be a client of another operator. */
    SSL_SERV,
    /** An application of a structure. */
    ORG_AUTH_CLI;

    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    /** What a certificate is made for, by its key usage and extended key usage; empty if for neither, or if it is an authority's. */
    public static Optional<CertificateProfile> of(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        if (usage == null || !usage[0] || certificate.getBasicConstraints() >= 0) {
            return Optional.empty();
        }
        List<String> purposes = purposes(certificate);
        if (!purposes.contains(CLIENT_AUTH)) {
            return Optional.empty();
        }
        return Optional.of(purposes.contains(SERVER_AUTH) ? SSL_SERV : ORG_AUTH_CLI);
    }

    private static List<String> purposes(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null ? List.of() : purposes;
        } catch (CertificateParsingException e) {
            return List.of(); // an extension that cannot be read permits nothing
        }
    }
}
