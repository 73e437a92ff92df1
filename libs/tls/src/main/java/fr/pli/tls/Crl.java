package fr.pli.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;

/**
 * A full CRL whose signature holds (RFC 5280 section 5).
 *
 * @param number grows with each CRL of an authority; 0 where there is none
 * @param revoked serial numbers and since when
 * @param scope which certificates of its issuer it speaks of
 */
record Crl(Instant thisUpdate, BigInteger number, Instant nextUpdate, Map<BigInteger, Instant> revoked, Scope scope) {

    /** What its issuing distribution point says (RFC 5280 section 5.2.5); no {@code points} stands for all. */
    record Scope(Set<GeneralName> points, boolean onlyHolders, boolean onlyAuthorities) {}

    /** How far the clock of the authority may run ahead of ours. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Set<String> KNOWN_CRITICAL = Set.of(Extension.issuingDistributionPoint.getId());

    /**
     * Reads and verifies.
     *
     * @param der a CertificateList
     * @throws TlsSyntaxException if this is none, is not signed by {@code issuer}, is from the future, says nothing of when it ends, or is
     *     for some certificates or reasons only
     */
    static Crl read(byte[] der, X509Certificate issuer, Instant now) throws TlsSyntaxException {
        X509CRL crl = parse(der);
        if (!crl.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            throw new TlsSyntaxException("CRL", "is of " + crl.getIssuerX500Principal());
        }
        try {
            crl.verify(issuer.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new TlsSyntaxException("CRL", "its signature is not that of " + issuer.getSubjectX500Principal(), e);
        }
        Date nextUpdate = crl.getNextUpdate();
        if (nextUpdate == null) {
            throw new TlsSyntaxException("CRL", "has no nextUpdate");
        }
        Instant thisUpdate = crl.getThisUpdate().toInstant();
        if (thisUpdate.isAfter(now.plus(SKEW))) {
            throw new TlsSyntaxException("CRL", "is of " + thisUpdate + ", which has not come");
        }
        Set<String> critical =
                Optional.ofNullable(crl.getCriticalExtensionOIDs()).orElse(Set.of());
        if (!KNOWN_CRITICAL.containsAll(critical)
                || crl.getExtensionValue(Extension.deltaCRLIndicator.getId()) != null) {
            throw new TlsSyntaxException("CRL", "is no full CRL: critical extensions " + critical);
        }
        return new Crl(thisUpdate, number(crl), nextUpdate.toInstant(), revoked(crl), scope(crl));
    }

    /** Whether it still says the truth at this time. */
    boolean isCurrent(Instant now) {
        return now.isBefore(nextUpdate);
    }

    /** Whether it was made after another one; two of one second differ by their number. */
    boolean isNewerThan(Crl other) {
        int time = thisUpdate.compareTo(other.thisUpdate);
        return time > 0 || time == 0 && number.compareTo(other.number) > 0;
    }

    /** Whether it speaks of this certificate, which its issuer has signed. */
    boolean covers(X509Certificate certificate) {
        boolean isAuthority = certificate.getBasicConstraints() >= 0;
        boolean kind = isAuthority ? !scope.onlyHolders() : !scope.onlyAuthorities();
        return kind
                && (scope.points().isEmpty()
                        || CertificateUrls.distributionPoints(certificate).stream()
                                .anyMatch(scope.points()::contains));
    }

    private static X509CRL parse(byte[] der) throws TlsSyntaxException {
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new TlsSyntaxException("CRL", "is not one: " + e.getMessage(), e);
        }
    }

    private static Map<BigInteger, Instant> revoked(X509CRL crl) throws TlsSyntaxException {
        Set<? extends X509CRLEntry> entries = Optional.<Set<? extends X509CRLEntry>>ofNullable(
                        crl.getRevokedCertificates())
                .orElse(Set.of());
        Map<BigInteger, Instant> revoked = new HashMap<>();
        for (X509CRLEntry entry : entries) {
            if (entry.hasUnsupportedCriticalExtension() || entry.getCertificateIssuer() != null) {
                throw new TlsSyntaxException(
                        "CRL", "the entry of " + entry.getSerialNumber() + " is of another authority");
            }
            revoked.put(entry.getSerialNumber(), entry.getRevocationDate().toInstant());
        }
        return revoked;
    }

    private static BigInteger number(X509CRL crl) throws TlsSyntaxException {
        byte[] extension = crl.getExtensionValue(Extension.cRLNumber.getId());
        try {
            return extension == null
                    ? BigInteger.ZERO
                    : ASN1Integer.getInstance(
                                    ASN1OctetString.getInstance(extension).getOctets())
                            .getValue();
        } catch (IllegalArgumentException e) {
            throw new TlsSyntaxException("CRL", "its number is not readable", e);
        }
    }

    private static Scope scope(X509CRL crl) throws TlsSyntaxException {
        byte[] extension = crl.getExtensionValue(Extension.issuingDistributionPoint.getId());
        if (extension == null) {
            return new Scope(Set.of(), false, false);
        }
        try {
            IssuingDistributionPoint point = IssuingDistributionPoint.getInstance(
                    ASN1OctetString.getInstance(extension).getOctets());
            if (point.isIndirectCRL() || point.onlyContainsAttributeCerts() || point.getOnlySomeReasons() != null) {
                throw new TlsSyntaxException("CRL", "is indirect, of attribute certificates, or for some reasons only");
            }
            Set<GeneralName> points = Stream.ofNullable(point.getDistributionPoint())
                    .flatMap(CertificateUrls::names)
                    .collect(Collectors.toUnmodifiableSet());
            return new Scope(points, point.onlyContainsUserCerts(), point.onlyContainsCACerts());
        } catch (IllegalArgumentException e) {
            throw new TlsSyntaxException("CRL", "its issuing distribution point is not readable", e);
        }
    }
}
