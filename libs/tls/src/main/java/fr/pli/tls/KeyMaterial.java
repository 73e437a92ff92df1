package fr.pli.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A private key and the chain of its certificate, leaf first, found to fit each other. */
record KeyMaterial(PrivateKey key, List<X509Certificate> chain) {

    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final String ACCEPTED_KEY =
            "a PEM file with one unencrypted PKCS#8 key (BEGIN PRIVATE KEY), RSA or EC";
    private static final String ACCEPTED_CHAIN = "a PEM file with the certificate of the key first, then its issuers";
    private static final String ACCEPTED_P12 = "a PKCS#12 file with one private key and its chain, and its password";
    private static final long LARGEST_FILE = 1024 * 1024;

    /**
     * Reads and checks.
     *
     * @param prefix what the configuration keys begin with, {@code api.tls}
     * @throws TlsConfigurationException if a file is missing or unreadable, the key is not that of the certificate, or the certificate is not valid at {@code now}
     */
    static KeyMaterial load(KeySource source, String prefix, Instant now) {
        KeyMaterial material = switch (source) {
            case KeySource.Pem pem -> fromPem(pem, prefix);
            case KeySource.Pkcs12 pkcs12 -> fromPkcs12(pkcs12, prefix);
        };
        String key = prefix + (source instanceof KeySource.Pem ? ".certificate" : ".keystore");
        material.check(key, now);
        return material;
    }

    /** Changes when the files do. */
    static String fingerprint(KeySource source) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : source.files()) {
                digest.update(Files.isReadable(file) ? Files.readAllBytes(file) : new byte[0]);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        } catch (IOException e) {
            return "unreadable: " + e.getMessage();
        }
    }

    X509Certificate leaf() {
        return chain.getFirst();
    }

    private static KeyMaterial fromPem(KeySource.Pem source, String prefix) {
        String certificateKey = prefix + ".certificate";
        String keyKey = prefix + ".key";
        List<X509Certificate> chain;
        try {
            chain = certificates(read(source.certificates(), certificateKey, ACCEPTED_CHAIN));
        } catch (CertificateException e) {
            throw new TlsConfigurationException(
                    certificateKey, source.certificates() + " holds no readable certificate", ACCEPTED_CHAIN, e);
        }
        if (chain.isEmpty()) {
            throw new TlsConfigurationException(
                    certificateKey, source.certificates() + " holds no certificate", ACCEPTED_CHAIN);
        }
        Matcher pem = PKCS8.matcher(new String(read(source.key(), keyKey, ACCEPTED_KEY), StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw new TlsConfigurationException(keyKey, source.key() + " holds no PKCS#8 key", ACCEPTED_KEY);
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
            String algorithm = chain.getFirst().getPublicKey().getAlgorithm();
            PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            return new KeyMaterial(key, chain);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new TlsConfigurationException(
                    keyKey,
                    source.key() + " holds no key of the certificate's kind ("
                            + chain.getFirst().getPublicKey().getAlgorithm() + ")",
                    ACCEPTED_KEY,
                    e);
        }
    }

    private static KeyMaterial fromPkcs12(KeySource.Pkcs12 source, String prefix) {
        String key = prefix + ".keystore";
        byte[] file = read(source.file(), key, ACCEPTED_P12);
        try {
            char[] password = source.password().toCharArray();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(file), password);
            for (String alias : Collections.list(store.aliases())) {
                Key entry = store.isKeyEntry(alias) ? store.getKey(alias, password) : null;
                if (entry instanceof PrivateKey found) {
                    List<X509Certificate> chain = Stream.of(store.getCertificateChain(alias))
                            .map(X509Certificate.class::cast)
                            .toList();
                    return new KeyMaterial(found, chain);
                }
            }
        } catch (IOException e) {
            throw new TlsConfigurationException(
                    prefix + ".password", source.file() + " does not open with it", ACCEPTED_P12, e);
        } catch (GeneralSecurityException e) {
            throw new TlsConfigurationException(key, source.file() + " is not readable", ACCEPTED_P12, e);
        }
        throw new TlsConfigurationException(key, source.file() + " holds no private key", ACCEPTED_P12);
    }

    /** Certificates of a PEM or DER file, in its order. */
    static List<X509Certificate> certificates(byte[] file) throws CertificateException {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(file)).stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    /** A file of the configuration, or what is wrong with it. */
    static byte[] read(Path file, String key, String accepted) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new TlsConfigurationException(key, file + " is larger than 1 MiB", accepted);
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new TlsConfigurationException(key, file + " does not exist", accepted, e);
        } catch (IOException e) {
            throw new TlsConfigurationException(key, file + " cannot be read (" + e.getMessage() + ")", accepted, e);
        }
    }

    private void check(String configurationKey, Instant now) {
        if (!fits(key, leaf().getPublicKey())) {
            throw new TlsConfigurationException(
                    configurationKey,
                    "the key is not that of the first certificate (" + leaf().getSubjectX500Principal() + ")",
                    ACCEPTED_CHAIN);
        }
        for (int i = 1; i < chain.size(); i++) {
            if (!chain.get(i - 1).getIssuerX500Principal().equals(chain.get(i).getSubjectX500Principal())) {
                throw new TlsConfigurationException(
                        configurationKey,
                        "certificate " + (i + 1) + " (" + chain.get(i).getSubjectX500Principal()
                                + ") did not issue the one before it",
                        ACCEPTED_CHAIN);
            }
        }
        if (now.isAfter(leaf().getNotAfter().toInstant())
                || now.isBefore(leaf().getNotBefore().toInstant())) {
            throw new TlsConfigurationException(
                    configurationKey,
                    "the certificate is valid from " + leaf().getNotBefore().toInstant() + " to "
                            + leaf().getNotAfter().toInstant() + ", not now",
                    "a certificate that is valid now");
        }
    }

    private static boolean fits(PrivateKey mine, PublicKey theirs) {
        try {
            Signature signature =
                    Signature.getInstance(mine.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
            byte[] probe = "pli".getBytes(StandardCharsets.US_ASCII);
            signature.initSign(mine);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(theirs);
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
