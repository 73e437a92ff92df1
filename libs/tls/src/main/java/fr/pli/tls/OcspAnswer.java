package fr.pli.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * What a responder with the right to do so says of one certificate (RFC 6960 section 4.2).
 *
 * @param until when the responder will know more
 */
record OcspAnswer(RevocationStatus status, Instant until) {

    private static final Duration SKEW = Duration.ofMinutes(5);
    /** How old an answer without our nonce may be: one that was made ahead for everybody. */
    private static final Duration OLDEST = Duration.ofHours(24);

    private static final int MOST_SIGNERS = 4;
    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

    /**
     * Reads and verifies.
     *
     * @throws TlsSyntaxException if this is no answer to the question, is too old, or is not signed by {@code issuer} or a responder that it appointed
     */
    static OcspAnswer read(byte[] der, OcspQuestion question, X509Certificate issuer, Instant now)
            throws TlsSyntaxException {
        try {
            BasicOCSPResp answer = basic(der);
            verify(answer, issuer, now);
            boolean ours = isOurs(answer, question);
            for (SingleResp single : answer.getResponses()) {
                if (isSame(single.getCertID(), question.id())) {
                    return of(single, ours, now);
                }
            }
            throw new TlsSyntaxException("OCSP", "the answer is of other certificates");
        } catch (IOException
                | OCSPException
                | OperatorCreationException
                | GeneralSecurityException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException e) {
            throw new TlsSyntaxException("OCSP", "the answer is not readable: " + e.getMessage(), e);
        }
    }

    private static BasicOCSPResp basic(byte[] der) throws IOException, OCSPException, TlsSyntaxException {
        OCSPResp response = new OCSPResp(der);
        if (response.getStatus() != OCSPResp.SUCCESSFUL
                || !(response.getResponseObject() instanceof BasicOCSPResp answer)) {
            throw new TlsSyntaxException("OCSP", "status " + response.getStatus());
        }
        return answer;
    }

    private static OcspAnswer of(SingleResp single, boolean ours, Instant now) throws TlsSyntaxException {
        Instant made = single.getThisUpdate().toInstant();
        Date next = single.getNextUpdate();
        Instant until = next == null ? made.plus(SKEW) : next.toInstant();
        if (made.isAfter(now.plus(SKEW)) || now.isAfter(until.plus(SKEW))) {
            throw new TlsSyntaxException("OCSP", "the answer is for " + made + " to " + until);
        }
        if (!ours && now.isAfter(made.plus(OLDEST))) {
            throw new TlsSyntaxException("OCSP", "the answer is of " + made + " and has no nonce");
        }
        RevocationStatus status = switch (single.getCertStatus()) {
            case null -> new RevocationStatus.Good(); // the library's word for it
            case RevokedStatus revoked ->
                new RevocationStatus.Revoked(revoked.getRevocationTime().toInstant());
            default -> throw new TlsSyntaxException("OCSP", "the responder does not know the certificate");
        };
        return new OcspAnswer(status, until);
    }

    /** @throws TlsSyntaxException if there is a nonce and it is not ours */
    private static boolean isOurs(BasicOCSPResp answer, OcspQuestion question) throws TlsSyntaxException {
        Extension nonce = answer.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (nonce == null) {
            return false;
        }
        byte[] octets =
                ASN1OctetString.getInstance(nonce.getExtnValue().getOctets()).getOctets();
        if (!HexFormat.of().formatHex(octets).equals(question.nonce())) {
            throw new TlsSyntaxException("OCSP", "the answer has another nonce");
        }
        return true;
    }

    private static void verify(BasicOCSPResp answer, X509Certificate issuer, Instant now)
            throws TlsSyntaxException, OCSPException, OperatorCreationException, GeneralSecurityException {
        for (X509Certificate signer : signers(answer, issuer, now)) {
            if (isNamed(answer.getResponderId(), signer)
                    && answer.isSignatureValid(new JcaContentVerifierProviderBuilder().build(signer.getPublicKey()))) {
                return;
            }
        }
        throw new TlsSyntaxException(
                "OCSP", "no responder of " + issuer.getSubjectX500Principal() + " signed the answer");
    }

    /** The issuer itself, and the holders of those certificates in the answer that it appointed. */
    private static List<X509Certificate> signers(BasicOCSPResp answer, X509Certificate issuer, Instant now)
            throws GeneralSecurityException {
        List<X509Certificate> signers = new ArrayList<>(List.of(issuer));
        X509CertificateHolder[] shown = answer.getCerts();
        for (int i = 0; i < Math.min(shown.length, MOST_SIGNERS); i++) {
            X509Certificate signer = new JcaX509CertificateConverter().getCertificate(shown[i]);
            List<String> purposes = signer.getExtendedKeyUsage();
            if (purposes != null && purposes.contains(OCSP_SIGNING) && isAppointed(signer, issuer, now)) {
                signers.add(signer);
            }
        }
        return signers;
    }

    private static boolean isAppointed(X509Certificate signer, X509Certificate issuer, Instant now) {
        if (!signer.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            signer.checkValidity(Date.from(now));
            signer.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean isNamed(RespID responder, X509Certificate signer)
            throws OCSPException, OperatorCreationException {
        RespID byName =
                new RespID(X500Name.getInstance(signer.getSubjectX500Principal().getEncoded()));
        RespID byKey = new RespID(
                SubjectPublicKeyInfo.getInstance(signer.getPublicKey().getEncoded()),
                new JcaDigestCalculatorProviderBuilder().build().get(RespID.HASH_SHA1));
        return responder.equals(byName) || responder.equals(byKey);
    }

    /** By content: responders differ in how they write the name of the hash. */
    private static boolean isSame(CertificateID one, CertificateID other) {
        return one.getSerialNumber().equals(other.getSerialNumber())
                && one.getHashAlgOID().equals(other.getHashAlgOID())
                && Arrays.equals(one.getIssuerNameHash(), other.getIssuerNameHash())
                && Arrays.equals(one.getIssuerKeyHash(), other.getIssuerKeyHash());
    }
}
