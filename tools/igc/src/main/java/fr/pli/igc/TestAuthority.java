package fr.pli.igc;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key that signs certificates and CRLs under a name. */
final class TestAuthority {

    private static final AtomicLong SERIAL = new AtomicLong(System.currentTimeMillis() << 16);

    /** An extension of a certificate to be. */
    record Ext(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {}

    private final X500Name name;
    private final KeyKind kind;
    private final KeyPair keys;
    private final X509Certificate certificate;
    private final Map<BigInteger, Instant> revoked = new ConcurrentHashMap<>();
    private final AtomicLong crlNumber = new AtomicLong();

    private TestAuthority(X500Name name, KeyKind kind, KeyPair keys, X509Certificate certificate) {
        this.name = name;
        this.kind = kind;
        this.keys = keys;
        this.certificate = certificate;
    }

    /** A root: signed by itself. */
    static TestAuthority root(X500Name name, KeyKind kind, Validity validity, Iterable<Ext> extensions) {
        KeyPair keys = kind.generate();
        return new TestAuthority(
                name, kind, keys, sign(name, keys, kind, name, keys.getPublic(), validity, extensions));
    }

    /** An authority below this one. */
    TestAuthority authority(X500Name name, KeyKind kind, Validity validity, Iterable<Ext> extensions) {
        KeyPair below = kind.generate();
        return new TestAuthority(name, kind, below, issue(name, below.getPublic(), validity, extensions));
    }

    X509Certificate issue(X500Name subject, PublicKey key, Validity validity, Iterable<Ext> extensions) {
        return sign(name, keys, kind, subject, key, validity, extensions);
    }

    X509Certificate certificate() {
        return certificate;
    }

    JcaX509CertificateHolder holder() {
        try {
            return new JcaX509CertificateHolder(certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("our own certificate", e);
        }
    }

    ContentSigner signer() {
        return signer(keys, kind);
    }

    boolean issued(X509Certificate certificate) {
        try {
            certificate.verify(keys.getPublic());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    void revoke(BigInteger serial, Instant when) {
        revoked.put(serial, when);
    }

    Map<BigInteger, Instant> revoked() {
        return revoked;
    }

    /** A full CRL of now. */
    byte[] crl(Instant thisUpdate, Duration life) {
        try {
            X509v2CRLBuilder crl = new X509v2CRLBuilder(name, Date.from(thisUpdate));
            crl.setNextUpdate(Date.from(thisUpdate.plus(life)));
            revoked.forEach((serial, when) -> crl.addCRLEntry(serial, Date.from(when), CRLReason.keyCompromise));
            crl.addExtension(
                    Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(crlNumber.incrementAndGet())));
            crl.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(keys.getPublic()));
            return crl.build(signer()).getEncoded();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a CRL of our own", e);
        }
    }

    private static X509Certificate sign(
            X500Name issuer,
            KeyPair issuerKeys,
            KeyKind kind,
            X500Name subject,
            PublicKey key,
            Validity validity,
            Iterable<Ext> extensions) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                    Date.from(validity.from()),
                    Date.from(validity.until()),
                    subject,
                    key);
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(issuerKeys.getPublic()));
            for (Ext extension : extensions) {
                builder.addExtension(extension.oid(), extension.critical(), extension.value());
            }
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(issuerKeys, kind)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a certificate of our own for " + subject, e);
        }
    }

    private static ContentSigner signer(KeyPair keys, KeyKind kind) {
        try {
            return new JcaContentSignerBuilder(kind.signature()).build(keys.getPrivate());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("every Java platform signs with " + kind, e);
        }
    }
}
