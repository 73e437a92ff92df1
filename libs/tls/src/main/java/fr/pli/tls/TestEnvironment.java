package fr.pli.tls;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * Tells what IGC Santé issues for tests: by the product category of a certificate, its policy, and the name of the authority. Spec:
 * cps-and-certificates.md sections 1 and 2, igc-sante.md section 1.
 */
final class TestEnvironment {

    /** Product category of TRE_G01 in an OCTET STRING of one octet; its highest bit stands for tests ({@code 80} card, {@code 82}, {@code 83}). */
    private static final String CATEGORY = "1.2.250.1.71.1.2.5";

    private static final int TEST_BIT = 0x80;
    private static final String POLICIES = "1.2.250.1.213.1.7.2.";
    private static final String UNIT = "igc-sante test";
    private static final String NAME_PREFIX = "test ";

    private TestEnvironment() {}

    /** Whether a certificate is for tests. One whose category cannot be read is taken for one. */
    static boolean issued(X509Certificate certificate) {
        return isTestCategory(certificate)
                || CertificatePolicy.of(certificate).stream().anyMatch(oid -> oid.startsWith(POLICIES));
    }

    /** Whether an authority belongs to the test hierarchy, by its name. */
    static boolean isAuthority(X509Certificate authority) {
        X500Name name = X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
        return values(name, BCStyle.OU.getId()).anyMatch(UNIT::equals)
                || values(name, BCStyle.CN.getId()).anyMatch(cn -> cn.startsWith(NAME_PREFIX));
    }

    /** Whether one of them does. */
    static boolean hasAuthority(List<X509Certificate> authorities) {
        return authorities.stream().anyMatch(TestEnvironment::isAuthority);
    }

    private static boolean isTestCategory(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(CATEGORY);
        if (extension == null) {
            return false;
        }
        try {
            ASN1Primitive value = ASN1Primitive.fromByteArray(
                    ASN1OctetString.getInstance(extension).getOctets());
            return !(value instanceof ASN1OctetString category)
                    || category.getOctets().length != 1
                    || (category.getOctets()[0] & TEST_BIT) != 0;
        } catch (IOException | IllegalArgumentException e) {
            return true; // nothing that says it is for production
        }
    }

    private static Stream<String> values(X500Name name, String type) {
        return Stream.of(name.getRDNs())
                .flatMap(rdn -> Stream.of(rdn.getTypesAndValues()))
                .filter(attribute -> attribute.getType().getId().equals(type))
                .map(attribute -> attribute.getValue() instanceof ASN1String text ? text.getString() : "")
                .map(text -> text.strip().toLowerCase(Locale.ROOT));
    }
}
