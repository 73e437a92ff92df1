package fr.pli.tls;

import fr.pli.mss.IdNatStruct;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * What a certificate of IGC Santé says of its holder. SEED-15; spec: igc-sante.md sections 3 and 4.
 *
 * @param subject the DN as RFC 4514 writes it, for logs and audit; names are not compared as strings
 */
public record PeerIdentity(
        String subject, IdNatStruct structure, CertificateProfile profile, X509Certificate certificate) {

    private static final Pattern ID_NAT_STRUCT = Pattern.compile("1[0-9A-Z]{9}|3[0-9]{14}");
    private static final int MOST_ATTRIBUTES = 64;

    /** The identity in a certificate of this profile. @throws TlsSyntaxException as {@link #structure} */
    static PeerIdentity of(X509Certificate certificate, CertificateProfile profile) throws TlsSyntaxException {
        X500Principal subject = certificate.getSubjectX500Principal();
        return new PeerIdentity(subject.getName(), structure(subject.getEncoded()), profile, certificate);
    }

    /**
     * The one OU of a name that is an IdNatStruct.
     *
     * @param name a Name in DER (RFC 5280 section 4.1.2.4)
     * @throws TlsSyntaxException if none or several are, or if this is no Name
     */
    static IdNatStruct structure(byte[] name) throws TlsSyntaxException {
        List<String> units = organizationalUnits(name);
        List<String> found = units.stream()
                .filter(unit -> ID_NAT_STRUCT.matcher(unit).matches())
                .toList();
        if (found.size() != 1) {
            throw new TlsSyntaxException("OU", found.size() + " of " + units + " are an IdNatStruct, expected one");
        }
        return new IdNatStruct(found.getFirst());
    }

    private static List<String> organizationalUnits(byte[] name) throws TlsSyntaxException {
        try {
            List<String> units = new ArrayList<>();
            int attributes = 0;
            for (RDN rdn : X500Name.getInstance(name).getRDNs()) {
                for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
                    if (++attributes > MOST_ATTRIBUTES) {
                        throw new TlsSyntaxException("subject", "more than " + MOST_ATTRIBUTES + " attributes");
                    }
                    if (attribute.getType().equals(BCStyle.OU) && attribute.getValue() instanceof ASN1String text) {
                        units.add(text.getString());
                    }
                }
            }
            return units;
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new TlsSyntaxException("subject", "not a Name", e);
        }
    }
}
