package fr.pli.igc;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** A certificate in the making: what is not said takes the value of a good one. Ends with {@link #issue()}. */
public final class CertificateOrder {

    private final TestIgc igc;
    private final Profile profile;
    private String commonName;
    private List<String> organizationalUnits;
    private String organization = "PLI TEST";
    private String department = "Paris (75)";
    private List<String> hostNames = List.of();
    private Instant from = Instant.now().minus(Duration.ofDays(1));
    private Instant until = Instant.now().plus(Duration.ofDays(3 * 365));
    private KeyKind kind = KeyKind.RSA_2048;
    private int category = 0x83;
    private TestAuthority issuer;

    CertificateOrder(TestIgc igc, Profile profile, String commonName, String organizationalUnit) {
        this.igc = igc;
        this.issuer = igc.organisations();
        this.profile = profile;
        this.commonName = commonName;
        this.organizationalUnits = List.of(organizationalUnit);
    }

    /** The CN, free text for an application. */
    public CertificateOrder commonName(String name) {
        commonName = name;
        return this;
    }

    /** The O and the ST ({@code Paris (75)}). */
    public CertificateOrder organization(String name, String department) {
        organization = name;
        this.department = department;
        return this;
    }

    /** All OU values, in this order: none, one that is no IdNatStruct, or several. */
    public CertificateOrder organizationalUnits(String... values) {
        organizationalUnits = List.of(values);
        return this;
    }

    /** Host names or IPv4 addresses of the SAN. */
    public CertificateOrder hostNames(String... names) {
        hostNames = List.of(names);
        return this;
    }

    /** Valid between these two. */
    public CertificateOrder valid(Instant from, Instant until) {
        this.from = from;
        this.until = until;
        return this;
    }

    /** Ended an hour ago. */
    public CertificateOrder expired() {
        return valid(
                Instant.now().minus(Duration.ofDays(3 * 365)), Instant.now().minus(Duration.ofHours(1)));
    }

    /** Signed by an authority that bears the same names as ours and has other keys. */
    public CertificateOrder fromStranger() {
        issuer = igc.stranger();
        return this;
    }

    /** Signed below our root by the authority of another range, which is not for organisations. */
    public CertificateOrder fromOtherRange() {
        issuer = igc.otherRange();
        return this;
    }

    /** Another kind of key than RSA 2048. */
    public CertificateOrder key(KeyKind kind) {
        this.kind = kind;
        return this;
    }

    /** The product category of TRE_G01: {@code 0x03} software certificate of production; {@code 0x83}, the same for tests, if not said. */
    public CertificateOrder category(int octet) {
        category = octet;
        return this;
    }

    /** Makes the key and the certificate. */
    public Credential issue() {
        X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "FR")
                .addRDN(BCStyle.ST, department)
                .addRDN(BCStyle.O, organization);
        organizationalUnits.forEach(unit -> subject.addRDN(BCStyle.OU, unit));
        subject.addRDN(BCStyle.CN, commonName);
        KeyPair keys = kind.generate();
        return igc.issue(issuer, subject.build(), keys, new Validity(from, until), profile, hostNames, category);
    }
}
