package fr.pli.tls;

import java.nio.file.Path;

/** Which servers we believe when we are the client. */
public sealed interface ServerTrust {

    /** Those that the platform's roots vouch for: public services such as PSC. */
    record Platform() implements ServerTrust {}

    /** Those below the certificates in a PEM file, which the configuration key names. */
    record Roots(String key, Path file) implements ServerTrust {}

    /** Servers of IGC Santé as {@link CertificateCheck} judges them, revocation included (ECO.1.1.4 to 1.1.7, 1.1.10). */
    record IgcSante(CertificateCheck check) implements ServerTrust {}

    /** Those of IGC Santé, and those that the platform's roots vouch for: a host that browsers visit too (ECO.1.1.9). */
    record PlatformOrIgcSante(CertificateCheck check) implements ServerTrust {}
}
