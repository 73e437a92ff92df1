package fr.pli.igc;

import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for one authority with a key that the authority delegated to it (RFC 6960 section 4.2.2.2). */
final class OcspResponder {

    private static final Logger LOG = LoggerFactory.getLogger(OcspResponder.class);
    private static final Duration LIFE = Duration.ofHours(1);

    private final TestAuthority authority;
    private final X509CertificateHolder certificate;
    private final ContentSigner signer;

    OcspResponder(TestAuthority authority, KeyKind kind, Validity validity) {
        this.authority = authority;
        KeyPair keys = kind.generate();
        X509Certificate own = authority.issue(
                new X500Name("C=FR,O=PLI,OU=IGC-SANTE TEST,CN=PLI TEST OCSP"),
                keys.getPublic(),
                validity,
                Extensions.ocspResponder());
        try {
            certificate = new JcaX509CertificateHolder(own);
            signer = new JcaContentSignerBuilder(kind.signature()).build(keys.getPrivate());
        } catch (OperatorCreationException | CertificateEncodingException e) {
            throw new IllegalStateException("an OCSP responder of our own", e);
        }
    }

    byte[] answer(byte[] request) {
        try {
            OCSPReq asked = new OCSPReq(request);
            BasicOCSPRespBuilder answer = new BasicOCSPRespBuilder(new RespID(certificate.getSubject()));
            Instant now = Instant.now();
            for (Req one : asked.getRequestList()) {
                answer.addResponse(
                        one.getCertID(), status(one.getCertID()), Date.from(now), Date.from(now.plus(LIFE)), null);
            }
            Extension nonce = asked.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
            if (nonce != null) {
                answer.setResponseExtensions(new org.bouncycastle.asn1.x509.Extensions(nonce));
            }
            return new OCSPRespBuilder()
                    .build(
                            OCSPRespBuilder.SUCCESSFUL,
                            answer.build(signer, new X509CertificateHolder[] {certificate}, Date.from(now)))
                    .getEncoded();
        } catch (OCSPException | IOException | OperatorCreationException e) {
            LOG.warn("ocsp request=malformed error=\"{}\"", e.getMessage());
            return new byte[] {0x30, 0x03, 0x0A, 0x01, OCSPRespBuilder.MALFORMED_REQUEST};
        }
    }

    private CertificateStatus status(CertificateID id) throws OCSPException, OperatorCreationException {
        if (!id.matchesIssuer(authority.holder(), new JcaDigestCalculatorProviderBuilder().build())) {
            return new UnknownStatus();
        }
        Instant when = authority.revoked().get(id.getSerialNumber());
        return when == null ? CertificateStatus.GOOD : new RevokedStatus(Date.from(when), CRLReason.keyCompromise);
    }
}
