package fr.pli.igc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Set;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestIgcTest {

    private static final TestIgc IGC = TestIgc.create();
    private static final String SIRET = "300000000099622";

    @AfterAll
    static void close() {
        IGC.close();
    }

    @AfterEach
    void everything_works_again() {
        IGC.crl().on();
        IGC.ocsp().on();
    }

    @Test
    void server_certificate_has_the_names_and_both_purposes() throws Exception {
        X509Certificate leaf = IGC.server("mail.pli.test", "127.0.0.1").issue().certificate();

        assertThat(leaf.getSubjectAlternativeNames())
                .extracting(name -> (Object) name.get(1))
                .contains("mail.pli.test", "127.0.0.1");
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
    }

    @Test
    void application_certificate_chains_to_the_root_and_names_the_structure() throws Exception {
        Credential app =
                IGC.application(SIRET).organization("LABO A", "Guyane (973)").issue();

        validate(app);
        assertThat(app.certificate().getSubjectX500Principal().getName())
                .isEqualTo("CN=Authentification MSS,OU=300000000099622,O=LABO A,ST=Guyane (973),C=FR");
    }

    @Test
    void certificate_of_a_stranger_has_our_names_and_does_not_chain() {
        Credential strange = IGC.application(SIRET).fromStranger().issue();

        assertThat(strange.certificate().getIssuerX500Principal())
                .isEqualTo(IGC.issuing().getSubjectX500Principal());
        assertThatThrownBy(() -> validate(strange)).isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void expired_certificate_is_over() {
        X509Certificate old = IGC.application(SIRET).expired().issue().certificate();

        assertThatThrownBy(old::checkValidity).isInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void revoked_certificate_is_in_the_crl_and_refused_by_ocsp() throws Exception {
        Credential app = IGC.application(SIRET).issue();
        assertThat(crl().isRevoked(app.certificate())).isFalse();
        assertThat(ocsp(app)).isEqualTo(CertificateStatus.GOOD);

        IGC.revoke(app.certificate());

        assertThat(crl().isRevoked(app.certificate())).isTrue();
        assertThat(ocsp(app)).isInstanceOf(RevokedStatus.class);
    }

    @Test
    void services_fail_one_by_one() throws Exception {
        IGC.crl().off();

        assertThatThrownBy(TestIgcTest::crl).isInstanceOf(IOException.class);
        assertThat(ocsp(IGC.application(SIRET).issue())).isEqualTo(CertificateStatus.GOOD);
    }

    @Test
    void files_are_what_other_programs_read(@TempDir Path folder) throws Exception {
        IGC.write(folder);
        IGC.server("localhost").issue().write(folder, "server");

        assertThat(folder)
                .isDirectoryContaining("glob:**bundle.pem")
                .isDirectoryContaining("glob:**server.pem")
                .isDirectoryContaining("glob:**server-key.pem")
                .isDirectoryContaining("glob:**server.p12");
    }

    private static void validate(Credential credential) throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(IGC.root(), null)));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(credential.chain()), parameters);
    }

    private static X509CRL crl() throws Exception {
        byte[] der = send(HttpRequest.newBuilder(URI.create(IGC.crlUrl())).build());
        X509CRL crl = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        crl.verify(IGC.issuing().getPublicKey());
        return crl;
    }

    private static CertificateStatus ocsp(Credential credential) throws Exception {
        CertificateID id = new CertificateID(
                new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                new JcaX509CertificateHolder(IGC.issuing()),
                credential.certificate().getSerialNumber());
        byte[] request = new OCSPReqBuilder().addRequest(id).build().getEncoded();
        byte[] der = send(HttpRequest.newBuilder(URI.create(IGC.ocspUrl()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                .build());
        return ((BasicOCSPResp) new OCSPResp(der).getResponseObject()).getResponses()[0].getCertStatus();
    }

    private static byte[] send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        }
    }
}
