package fr.pli.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The authorities of IGC Santé that an operator accepts: those that issue, named one by one, and the roots above them. A certificate
 * that another authority below the same root issued is not accepted (ECO.1.1.10), whatever a peer sends along with it.
 */
record Authorities(List<X509Certificate> issuing, List<X509Certificate> roots) {

    private static final String ACCEPTED = "a PEM file with the issuing authorities to accept and their roots";

    /** What the file holds. @throws TlsConfigurationException if that is no certificate */
    static List<X509Certificate> certificates(Path file, String key) {
        return new ConfiguredFile(key, file, ACCEPTED).certificates();
    }

    /** @throws TlsConfigurationException if one of them is of the test hierarchy */
    Authorities forProduction(String key) {
        Stream.concat(issuing.stream(), roots.stream())
                .filter(TestEnvironment::isAuthority)
                .findFirst()
                .ifPresent(test -> {
                    throw new TlsConfigurationException(
                            key,
                            test.getSubjectX500Principal() + " is of the test hierarchy",
                            "authorities of production, or pli.igc.accept-test-certificates=true");
                });
        return this;
    }

    /** @throws TlsConfigurationException if the file is not there, holds no authority, or one whose root is missing */
    static Authorities load(Path file, String key) {
        List<X509Certificate> all = certificates(file, key);
        for (X509Certificate one : all) {
            boolean[] usage = one.getKeyUsage();
            if (one.getBasicConstraints() < 0 || usage == null || !usage[5] || !usage[6]) {
                throw new TlsConfigurationException(
                        key, one.getSubjectX500Principal() + " is no authority for certificates and CRLs", ACCEPTED);
            }
        }
        List<X509Certificate> roots =
                all.stream().filter(one -> signed(one, one)).toList();
        List<X509Certificate> issuing =
                all.stream().filter(one -> !roots.contains(one)).toList();
        if (issuing.isEmpty()) {
            throw new TlsConfigurationException(key, file + " holds no issuing authority", ACCEPTED);
        }
        Authorities authorities = new Authorities(issuing, roots);
        for (X509Certificate one : issuing) {
            if (authorities.root(one).isEmpty()) {
                throw new TlsConfigurationException(
                        key, file + " lacks the root of " + one.getSubjectX500Principal(), ACCEPTED);
            }
        }
        return authorities;
    }

    /** The accepted authority that signed a certificate. */
    Optional<X509Certificate> issuer(X509Certificate certificate) {
        return issuing.stream().filter(one -> signed(one, certificate)).findFirst();
    }

    /** The root that signed an issuing authority. */
    Optional<X509Certificate> root(X509Certificate issuing) {
        return roots.stream().filter(one -> signed(one, issuing)).findFirst();
    }

    private static boolean signed(X509Certificate issuer, X509Certificate certificate) {
        if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
