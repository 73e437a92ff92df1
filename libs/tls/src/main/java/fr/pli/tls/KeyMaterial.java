package fr.pli.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** A private key and the chain of its certificate, leaf first. */
record KeyMaterial(PrivateKey key, List<X509Certificate> chain) {

    /**
     * Reads and checks.
     *
     * @param prefix what the configuration keys begin with, {@code api.tls}
     * @throws TlsConfigurationException if a file is missing or unreadable, the key is not that of the first certificate, the others did not
     *     issue each other, or the certificate is not valid at {@code now}
     */
    static KeyMaterial load(KeySource source, String prefix, Instant now) {
        KeyMaterial material = KeyFiles.read(source, prefix);
        material.check(KeyFiles.certificateKey(prefix), now);
        return material;
    }

    X509Certificate leaf() {
        return chain.getFirst();
    }

    /** For the JDK's TLS. */
    KeyManager[] keyManagers() {
        try {
            char[] password = new char[0];
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry("own", key, password, chain.toArray(new X509Certificate[0]));
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(store, password);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java platform keeps a key in memory", e);
        }
    }

    private void check(String configurationKey, Instant now) {
        if (!fits()) {
            throw new TlsConfigurationException(
                    configurationKey,
                    "the key is not that of the first certificate (" + leaf().getSubjectX500Principal() + ")",
                    "the certificate of the key first, then its issuers");
        }
        for (int i = 1; i < chain.size(); i++) {
            X509Certificate above = chain.get(i);
            if (!chain.get(i - 1).getIssuerX500Principal().equals(above.getSubjectX500Principal())) {
                throw new TlsConfigurationException(
                        configurationKey,
                        above.getSubjectX500Principal() + " did not issue the one before it",
                        "the certificate of the key first, then its issuers");
            }
        }
        Instant from = leaf().getNotBefore().toInstant();
        Instant until = leaf().getNotAfter().toInstant();
        if (now.isBefore(from) || now.isAfter(until)) {
            throw new TlsConfigurationException(
                    configurationKey,
                    "the certificate is valid from " + from + " to " + until + ", not now",
                    "a certificate that is valid now");
        }
    }

    private boolean fits() {
        byte[] probe = "pli".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature =
                    Signature.getInstance(key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(key);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(leaf().getPublicKey());
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
