package fr.pli.igc;

import fr.pli.igc.TestAuthority.Ext;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;

/** The extensions of each kind of certificate, as igc-sante.md section 3 has them. */
final class Extensions {

    private static final ASN1ObjectIdentifier ANY_POLICY = new ASN1ObjectIdentifier("2.5.29.32.0");
    /** Product category of TRE_G01: 03 software certificate, 83 the same for tests. */
    private static final ASN1ObjectIdentifier CATEGORY = new ASN1ObjectIdentifier("1.2.250.1.71.1.2.5");

    private Extensions() {}

    static List<Ext> root() {
        return List.of(
                new Ext(Extension.basicConstraints, true, new BasicConstraints(true)),
                new Ext(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)),
                policy(ANY_POLICY));
    }

    static List<Ext> issuing(String crl) {
        return List.of(
                new Ext(Extension.basicConstraints, true, new BasicConstraints(0)),
                new Ext(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)),
                policy(ANY_POLICY),
                distribution(crl));
    }

    static List<Ext> ocspResponder() {
        return List.of(
                new Ext(Extension.basicConstraints, false, new BasicConstraints(false)),
                new Ext(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature)),
                new Ext(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning)),
                new Ext(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE));
    }

    static List<Ext> leaf(Profile profile, List<String> names, int category, Publication publication) {
        List<Ext> extensions = new ArrayList<>(List.of(
                new Ext(Extension.basicConstraints, false, new BasicConstraints(false)),
                new Ext(Extension.keyUsage, true, profile.keyUsage()),
                new Ext(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(profile.purposes())),
                distribution(publication.issuingCrl()),
                new Ext(Extension.authorityInfoAccess, false, new AuthorityInformationAccess(new AccessDescription[] {
                    new AccessDescription(AccessDescription.id_ad_ocsp, uri(publication.ocsp())),
                    new AccessDescription(AccessDescription.id_ad_caIssuers, uri(publication.issuingCertificate()))
                })),
                new Ext(CATEGORY, false, new DEROctetString(new byte[] {(byte) category}))));
        profile.policy().ifPresent(oid -> extensions.add(policy(new ASN1ObjectIdentifier(oid))));
        if (!names.isEmpty()) {
            GeneralName[] general = names.stream().map(Extensions::hostName).toArray(GeneralName[]::new);
            extensions.add(new Ext(Extension.subjectAlternativeName, false, new GeneralNames(general)));
        }
        return extensions;
    }

    private static GeneralName hostName(String name) {
        boolean address = name.indexOf(':') >= 0 || name.matches("[0-9.]+");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static Ext policy(ASN1ObjectIdentifier oid) {
        return new Ext(Extension.certificatePolicies, false, new CertificatePolicies(new PolicyInformation(oid)));
    }

    private static Ext distribution(String url) {
        DistributionPointName name = new DistributionPointName(new GeneralNames(uri(url)));
        return new Ext(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
            new DistributionPoint(name, null, null)
        }));
    }

    private static GeneralName uri(String url) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, url);
    }
}
