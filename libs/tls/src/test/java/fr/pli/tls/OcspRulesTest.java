package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may answer (RFC 6960 section 4.2.2.2), and how old an answer may be. */
class OcspRulesTest {

    private static final X500Name AUTHORITY = new X500Name("CN=AC");
    private static final X500Name RESPONDER = new X500Name("CN=OCSP");

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final KeyPair authorityKeys = keys();
    private final KeyPair responderKeys = keys();
    private final X509Certificate authority = certificate(AUTHORITY, authorityKeys, authorityKeys, false, now);
    private final X509Certificate leaf = certificate(new X500Name("CN=labo"), keys(), authorityKeys, false, now);
    private final OcspQuestion question = OcspQuestion.of(leaf, authority);

    /** What a test changes of a good answer by the authority itself. */
    private final class Answer {
        private Instant made = now;
        private @Nullable Instant next = now.plusSeconds(3600);
        private CertificateStatus status = CertificateStatus.GOOD;
        private boolean nonce = true;
        private RespID who = new RespID(AUTHORITY);
        private KeyPair signer = authorityKeys;
        private X509CertificateHolder[] shown = {};
        private int outcome = OCSPRespBuilder.SUCCESSFUL;

        RevocationStatus read() throws Exception {
            BasicOCSPRespBuilder answer = new BasicOCSPRespBuilder(who);
            Date nextUpdate = next == null ? null : Date.from(next);
            answer.addResponse(question.id(), status, Date.from(made), nextUpdate, null);
            if (nonce) {
                byte[] octets = HexFormat.of().parseHex(question.nonce());
                answer.setResponseExtensions(new Extensions(new Extension(
                        OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(octets).getEncoded())));
            }
            byte[] der = new OCSPRespBuilder()
                    .build(
                            outcome,
                            answer.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate()),
                                    shown,
                                    Date.from(now)))
                    .getEncoded();
            return OcspAnswer.read(der, question, authority, now).status();
        }

        void refused(String why) {
            assertThatThrownBy(this::read)
                    .isInstanceOf(TlsSyntaxException.class)
                    .hasMessageContaining(why);
        }
    }

    @Test
    void authority_itself_may_answer_by_its_name_or_its_key() throws Exception {
        assertThat(new Answer().read()).isEqualTo(new RevocationStatus.Good());
        Answer byKey = new Answer();
        byKey.who = new RespID(
                SubjectPublicKeyInfo.getInstance(authorityKeys.getPublic().getEncoded()),
                new JcaDigestCalculatorProviderBuilder().build().get(RespID.HASH_SHA1));
        assertThat(byKey.read()).isEqualTo(new RevocationStatus.Good());
    }

    @Test
    void responder_that_it_appointed_may() throws Exception {
        assertThat(appointed(certificate(RESPONDER, responderKeys, authorityKeys, true, now))
                        .read())
                .isEqualTo(new RevocationStatus.Good());
    }

    @Test
    void responder_without_the_purpose_of_another_authority_or_out_of_time_may_not() {
        appointed(certificate(RESPONDER, responderKeys, authorityKeys, false, now))
                .refused("no responder of");
        appointed(certificate(RESPONDER, responderKeys, keys(), true, now)).refused("no responder of");
        appointed(certificate(RESPONDER, responderKeys, authorityKeys, true, now.minus(Duration.ofDays(3))))
                .refused("no responder of");
    }

    @Test
    void signature_is_looked_at() {
        Answer forged = new Answer();
        forged.signer = responderKeys;
        forged.refused("no responder of");
        Answer unnamed = new Answer();
        unnamed.who = new RespID(RESPONDER);
        unnamed.refused("no responder of");
    }

    @Test
    void revoked_and_unknown_are_not_good() throws Exception {
        Answer revoked = new Answer();
        revoked.status = new RevokedStatus(Date.from(now.minusSeconds(60)), 0);
        assertThat(revoked.read()).isEqualTo(new RevocationStatus.Revoked(now.minusSeconds(60)));
        Answer unknown = new Answer();
        unknown.status = new UnknownStatus();
        unknown.refused("does not know the certificate");
        Answer later = new Answer();
        later.outcome = OCSPRespBuilder.TRY_LATER;
        later.refused("status 3");
    }

    @Test
    void answer_that_was_made_ahead_is_good_for_a_day() throws Exception {
        Answer ahead = new Answer();
        ahead.nonce = false;
        ahead.made = now.minus(Duration.ofHours(24));
        assertThat(ahead.read()).isEqualTo(new RevocationStatus.Good());
        ahead.made = now.minus(Duration.ofHours(24)).minusSeconds(1);
        ahead.refused("has no nonce");
        ahead.nonce = true;
        assertThat(ahead.read()).isEqualTo(new RevocationStatus.Good());
    }

    @Test
    void clocks_may_differ_by_five_minutes() throws Exception {
        Answer future = new Answer();
        future.made = now.plus(Duration.ofMinutes(5));
        assertThat(future.read()).isEqualTo(new RevocationStatus.Good());
        future.made = now.plus(Duration.ofMinutes(5)).plusSeconds(1);
        future.refused("the answer is for");
        Answer past = new Answer();
        past.made = now.minus(Duration.ofHours(2));
        past.next = now.minus(Duration.ofMinutes(5));
        assertThat(past.read()).isEqualTo(new RevocationStatus.Good());
        past.next = now.minus(Duration.ofMinutes(5)).minusSeconds(1);
        past.refused("the answer is for");
    }

    @Test
    void answer_without_an_end_is_good_for_minutes() throws Exception {
        Answer open = new Answer();
        open.next = null;
        open.made = now.minus(Duration.ofMinutes(10));
        assertThat(open.read()).isEqualTo(new RevocationStatus.Good());
        open.made = now.minus(Duration.ofMinutes(10)).minusSeconds(1);
        open.refused("the answer is for");
    }

    private Answer appointed(X509Certificate responder) {
        Answer answer = new Answer();
        answer.who = new RespID(RESPONDER);
        answer.signer = responderKeys;
        try {
            answer.shown = new X509CertificateHolder[] {new JcaX509CertificateHolder(responder)};
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
        return answer;
    }

    /** Valid for two days from a day before {@code when}. */
    private static X509Certificate certificate(
            X500Name name, KeyPair own, KeyPair issuer, boolean signsOcsp, Instant when) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    AUTHORITY,
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(when.minus(Duration.ofDays(1))),
                    Date.from(when.plus(Duration.ofDays(1))),
                    name,
                    own.getPublic());
            if (signsOcsp) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate())));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
