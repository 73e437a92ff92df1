package fr.pli.igc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.jspecify.annotations.Nullable;

/**
 * A test hierarchy with the shape of IGC Santé (root, issuing authority for organisations) that publishes its CRLs and answers OCSP
 * over HTTP on a free port of loopback. Spec: igc-sante.md. Its names are of our own making. Safe from any thread.
 */
public final class TestIgc implements AutoCloseable {

    private static final String TEST = "C=FR,O=PLI,OU=0002 000000000,OU=IGC-SANTE TEST,CN=PLI TEST ";
    private static final String PRODUCTION = "C=FR,O=PLI,OU=0002 000000000,OU=IGC-SANTE,CN=PLI ";
    private static final Duration CRL_LIFE = Duration.ofDays(7);

    private final KeyKind kind;
    private final X500Name rootName;
    private final X500Name issuingName;
    private final X500Name otherRangeName;
    private final Validity life = new Validity(
            Instant.now().minus(Duration.ofDays(5 * 365)), Instant.now().plus(Duration.ofDays(10 * 365)));
    private final Publication publication = new Publication();
    private final Service crl = new Service();
    private final Service ocsp = new Service();
    private final TestAuthority root;
    private final TestAuthority issuing;
    private @Nullable TestAuthority stranger;
    private @Nullable TestAuthority otherRange;
    private volatile byte[] rootCrl = {};
    private volatile byte[] issuingCrl = {};

    private TestIgc(KeyKind kind, String names) {
        this.kind = kind;
        rootName = new X500Name(names + "AC RACINE IGC-SANTE ELEMENTAIRE");
        issuingName = new X500Name(names + "AC IGC-SANTE ELEMENTAIRE ORGANISATIONS");
        otherRangeName = new X500Name(names + "AC IGC-SANTE ELEMENTAIRE PERSONNES");
        root = TestAuthority.root(rootName, kind, life, Extensions.root());
        issuing = root.authority(issuingName, kind, life, Extensions.issuing(publication.rootCrl()));
        OcspResponder responder = new OcspResponder(issuing, kind, life);
        publishCrls(CRL_LIFE);
        publication.file(publication.rootCrl(), "application/pkix-crl", crl, () -> rootCrl);
        publication.file(publication.issuingCrl(), "application/pkix-crl", crl, () -> issuingCrl);
        publication.file(
                publication.issuingCertificate(), "application/pkix-cert", new Service(), this::issuingCertificate);
        publication.ocsp(ocsp, responder::answer);
    }

    /** A hierarchy with RSA 2048 keys. */
    public static TestIgc create() {
        return create(KeyKind.RSA_2048);
    }

    /** A hierarchy whose authorities have this kind of key. */
    public static TestIgc create(KeyKind kind) {
        return new TestIgc(kind, TEST);
    }

    /** A hierarchy whose authorities are not named as those for tests: to try an operator of production with. */
    public static TestIgc namedAsProduction(KeyKind kind) {
        return new TestIgc(kind, PRODUCTION);
    }

    /** The trust anchor. */
    public X509Certificate root() {
        return root.certificate();
    }

    /** The authority that signs all certificates for organisations. */
    public X509Certificate issuing() {
        return issuing.certificate();
    }

    /** Begins an SSL_SERV certificate for host names or IPv4 addresses; the first one is its CN. */
    public CertificateOrder server(String... hostNames) {
        return order(Profile.SSL_SERV, hostNames[0], "1750712184").hostNames(hostNames);
    }

    /** Begins an ORG AUTH_CLI certificate for the application of a structure ({@code 1} + FINESS or {@code 3} + SIRET). */
    public CertificateOrder application(String idNatStruct) {
        return order(Profile.ORG_AUTH_CLI, "Authentification MSS", idNatStruct);
    }

    /** Begins an ORG SIGN certificate, which is not for TLS. */
    public CertificateOrder seal(String idNatStruct) {
        return order(Profile.ORG_SIGN, "Cachet", idNatStruct);
    }

    /** Revokes a certificate of this hierarchy, for OCSP at once and in a new CRL. */
    public void revoke(X509Certificate certificate) {
        TestAuthority issuer = issuing.issued(certificate) ? issuing : root;
        issuer.revoke(certificate.getSerialNumber(), Instant.now());
        publishCrls(CRL_LIFE);
    }

    /** Publishes new CRLs that expire after {@code life}. */
    public void publishCrls(Duration life) {
        rootCrl = root.crl(Instant.now(), life);
        issuingCrl = issuing.crl(Instant.now(), life);
    }

    /** The switch of CRL publication. */
    public Service crl() {
        return crl;
    }

    /** The switch of the OCSP responder. */
    public Service ocsp() {
        return ocsp;
    }

    /** Where the CRL of the issuing authority is. */
    public String crlUrl() {
        return publication.issuingCrl();
    }

    /** Where the OCSP responder of the issuing authority is. */
    public String ocspUrl() {
        return publication.ocsp();
    }

    /**
     * Writes {@code root.pem}, {@code issuing.pem} and {@code bundle.pem} (both) into a folder.
     *
     * @return the folder
     * @throws IOException if it cannot
     */
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("root.pem"), Pem.certificates(List.of(root())));
        Files.writeString(folder.resolve("issuing.pem"), Pem.certificates(List.of(issuing())));
        Files.writeString(folder.resolve("bundle.pem"), Pem.certificates(List.of(issuing(), root())));
        return folder;
    }

    /** Stops the publication. */
    @Override
    public void close() {
        publication.close();
    }

    Credential issue(
            TestAuthority issuer,
            X500Name subject,
            KeyPair keys,
            Validity validity,
            Profile profile,
            List<String> names,
            int category) {
        X509Certificate leaf = issuer.issue(
                subject, keys.getPublic(), validity, Extensions.leaf(profile, names, category, publication));
        return new Credential(keys.getPrivate(), List.of(leaf, issuer.certificate()));
    }

    TestAuthority organisations() {
        return issuing;
    }

    synchronized TestAuthority otherRange() {
        if (otherRange == null) {
            otherRange = root.authority(otherRangeName, kind, life, Extensions.issuing(publication.rootCrl()));
        }
        return otherRange;
    }

    synchronized TestAuthority stranger() {
        if (stranger == null) {
            stranger = TestAuthority.root(rootName, kind, life, Extensions.root())
                    .authority(issuingName, kind, life, Extensions.issuing(publication.rootCrl()));
        }
        return stranger;
    }

    private CertificateOrder order(Profile profile, String commonName, String unit) {
        return new CertificateOrder(this, profile, commonName, unit);
    }

    private byte[] issuingCertificate() {
        try {
            return issuing().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("our own certificate", e);
        }
    }
}
