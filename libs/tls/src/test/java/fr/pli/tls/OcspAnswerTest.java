package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.igc.Credential;
import fr.pli.igc.KeyKind;
import fr.pli.igc.TestIgc;
import java.net.URI;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Which answers of a responder are believed. */
class OcspAnswerTest {

    private static final TestIgc IGC = TestIgc.create(KeyKind.P_256);
    private static final Credential APP =
            IGC.application("300000000099622").key(KeyKind.P_256).issue();

    private final Instant now = Instant.now();
    private final OcspQuestion question = OcspQuestion.of(APP.certificate(), IGC.issuing());

    @AfterAll
    static void close() {
        IGC.close();
    }

    @Test
    void appointed_responder_is_believed() throws Exception {
        assertThat(OcspAnswer.read(asked(question), question, IGC.issuing(), now)
                        .status())
                .isEqualTo(new RevocationStatus.Good());
    }

    @Test
    void answer_to_another_question_is_not() throws Exception {
        byte[] other = asked(OcspQuestion.of(APP.certificate(), IGC.issuing()));

        assertThatThrownBy(() -> OcspAnswer.read(other, question, IGC.issuing(), now))
                .isInstanceOf(TlsSyntaxException.class)
                .hasMessageContaining("another nonce");
    }

    @Test
    void answer_of_yesterday_is_not() throws Exception {
        byte[] answer = asked(question);

        assertThatThrownBy(() -> OcspAnswer.read(answer, question, IGC.issuing(), now.plus(Duration.ofDays(1))))
                .isInstanceOf(TlsSyntaxException.class)
                .hasMessageContaining("the answer is for");
    }

    @Test
    void holder_of_an_ordinary_certificate_is_no_responder() throws Exception {
        Credential server = IGC.server("localhost").issue();
        byte[] forged = signed(server.certificate(), server.key());

        assertThatThrownBy(() -> OcspAnswer.read(forged, question, IGC.issuing(), now))
                .isInstanceOf(TlsSyntaxException.class)
                .hasMessageContaining("no responder of");
    }

    @Test
    void key_that_says_it_is_the_authority_is_no_responder() throws Exception {
        byte[] forged = signed(IGC.issuing(), APP.key());

        assertThatThrownBy(() -> OcspAnswer.read(forged, question, IGC.issuing(), now))
                .isInstanceOf(TlsSyntaxException.class)
                .hasMessageContaining("no responder of");
    }

    @Test
    void answer_for_another_certificate_is_not_for_this_one() throws Exception {
        Credential other = IGC.application("300000000099622").key(KeyKind.P_256).issue();
        OcspQuestion aboutOther = OcspQuestion.of(other.certificate(), IGC.issuing());
        byte[] answer = asked(aboutOther);
        OcspQuestion mixed = new OcspQuestion(question.id(), aboutOther.nonce(), question.request());

        assertThatThrownBy(() -> OcspAnswer.read(answer, mixed, IGC.issuing(), now))
                .isInstanceOf(TlsSyntaxException.class)
                .hasMessageContaining("of other certificates");
    }

    private static byte[] asked(OcspQuestion question) throws Exception {
        try (HttpCall network = HttpCall.to(Duration.ofSeconds(2))) {
            return network.post(
                    URI.create(IGC.ocspUrl()),
                    "application/ocsp-request",
                    question.der(),
                    64 * 1024,
                    Duration.ofSeconds(2));
        }
    }

    /** An answer "good" in the name of the holder of a certificate, signed with this key. */
    private byte[] signed(X509Certificate name, PrivateKey key) throws Exception {
        X500Name responder = X500Name.getInstance(name.getSubjectX500Principal().getEncoded());
        BasicOCSPRespBuilder answer = new BasicOCSPRespBuilder(new RespID(responder));
        answer.addResponse(
                question.id(), CertificateStatus.GOOD, Date.from(now), Date.from(now.plusSeconds(3600)), null);
        return new OCSPRespBuilder()
                .build(
                        OCSPRespBuilder.SUCCESSFUL,
                        answer.build(
                                new JcaContentSignerBuilder("SHA256with"
                                                + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA"))
                                        .build(key),
                                new X509CertificateHolder[] {new JcaX509CertificateHolder(name)},
                                Date.from(now)))
                .getEncoded();
    }
}
