package fr.pli.tls;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Where a certificate says that its CRL and its OCSP responder are. IGC Santé names HTTP and LDAP; we go by HTTP. */
final class CertificateUrls {

    private static final int MOST = 4;

    private CertificateUrls() {}

    /** The names in the CRL distribution points extension (RFC 5280 section 4.2.1.13), of whatever kind. */
    static List<GeneralName> distributionPoints(X509Certificate certificate) {
        return extension(certificate, Extension.cRLDistributionPoints.getId()).stream()
                .flatMap(der -> Stream.of(CRLDistPoint.getInstance(der).getDistributionPoints()))
                .flatMap(point -> Stream.ofNullable(point.getDistributionPoint()))
                .flatMap(CertificateUrls::names)
                .limit(2L * MOST)
                .toList();
    }

    /** Those of the distribution points that HTTP reaches. */
    static List<URI> crl(X509Certificate certificate) {
        return http(distributionPoints(certificate).stream());
    }

    /** Of the authority information access extension (RFC 5280 section 4.2.2.1). */
    static List<URI> ocsp(X509Certificate certificate) {
        return http(extension(certificate, Extension.authorityInfoAccess.getId()).stream()
                .flatMap(der ->
                        Stream.of(AuthorityInformationAccess.getInstance(der).getAccessDescriptions()))
                .filter(access -> access.getAccessMethod().equals(AccessDescription.id_ad_ocsp))
                .map(AccessDescription::getAccessLocation));
    }

    /** The full names of a distribution point; none if it is relative to its issuer's. */
    static Stream<GeneralName> names(DistributionPointName point) {
        return point.getType() == DistributionPointName.FULL_NAME
                ? Stream.of(GeneralNames.getInstance(point.getName()).getNames())
                : Stream.empty();
    }

    private static List<URI> http(Stream<GeneralName> names) {
        return names.filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
                .map(name -> name.getName().toString())
                .filter(CertificateUrls::isHttp)
                .flatMap(CertificateUrls::uri)
                .limit(MOST)
                .toList();
    }

    private static boolean isHttp(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    private static Stream<URI> uri(String text) {
        try {
            return Stream.of(new URI(text));
        } catch (URISyntaxException e) {
            return Stream.empty(); // nothing that could be asked
        }
    }

    private static Optional<byte[]> extension(X509Certificate certificate, String oid) {
        return Optional.ofNullable(certificate.getExtensionValue(oid))
                .map(value -> ASN1OctetString.getInstance(value).getOctets());
    }
}
