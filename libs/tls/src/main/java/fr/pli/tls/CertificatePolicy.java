package fr.pli.tls;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;

/** The policies that a certificate was issued under (RFC 5280 section 4.2.1.4). */
final class CertificatePolicy {

    private CertificatePolicy() {}

    /** Their OIDs. */
    static Set<String> of(X509Certificate certificate) {
        return Optional.ofNullable(certificate.getExtensionValue(Extension.certificatePolicies.getId())).stream()
                .map(value -> CertificatePolicies.getInstance(
                        ASN1OctetString.getInstance(value).getOctets()))
                .flatMap(policies -> Stream.of(policies.getPolicyInformation()))
                .map(policy -> policy.getPolicyIdentifier().getId())
                .collect(Collectors.toUnmodifiableSet());
    }
}
