package fr.pli.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads keys and their chains from what {@link KeySource} names. */
final class KeyFiles {

    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final String ACCEPTED_KEY =
            "a PEM file with one unencrypted PKCS#8 key (BEGIN PRIVATE KEY), RSA or EC";
    private static final String ACCEPTED_CHAIN = "a PEM file with the certificate of the key first, then its issuers";
    private static final String ACCEPTED_P12 = "a PKCS#12 file with one private key and its chain, and its password";

    private KeyFiles() {}

    /** @throws TlsConfigurationException if a file is missing or holds something else */
    static KeyMaterial read(KeySource source, String prefix) {
        return switch (source) {
            case KeySource.Pem pem -> read(pem, prefix);
            case KeySource.Pkcs12 pkcs12 -> read(pkcs12, prefix);
        };
    }

    /** The configuration key that a certificate comes from. */
    static String certificateKey(String prefix) {
        return prefix + ".certificate";
    }

    private static KeyMaterial read(KeySource.Pem source, String prefix) {
        List<X509Certificate> chain =
                new ConfiguredFile(certificateKey(prefix), source.certificates(), ACCEPTED_CHAIN).certificates();
        ConfiguredFile file = new ConfiguredFile(prefix + ".key", source.key(), ACCEPTED_KEY);
        Matcher pem = PKCS8.matcher(new String(file.read(), StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw file.refused("holds no PKCS#8 key");
        }
        String algorithm = chain.getFirst().getPublicKey().getAlgorithm();
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
            PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            return new KeyMaterial(key, chain);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw file.refused("holds no key of the certificate's kind (" + algorithm + ")");
        }
    }

    private static KeyMaterial read(KeySource.Pkcs12 source, String prefix) {
        ConfiguredFile file = new ConfiguredFile(certificateKey(prefix), source.file(), ACCEPTED_P12);
        byte[] octets = file.read();
        char[] password = source.password().toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(octets), password);
            for (String alias : Collections.list(store.aliases())) {
                Key entry = store.isKeyEntry(alias) ? store.getKey(alias, password) : null;
                if (entry instanceof PrivateKey key) {
                    return new KeyMaterial(
                            key,
                            Stream.of(store.getCertificateChain(alias))
                                    .map(X509Certificate.class::cast)
                                    .toList());
                }
            }
        } catch (IOException e) {
            throw new TlsConfigurationException(
                    prefix + ".password", "does not open " + source.file(), ACCEPTED_P12, e);
        } catch (GeneralSecurityException e) {
            throw new TlsConfigurationException(file.key(), source.file() + " is not readable", ACCEPTED_P12, e);
        }
        throw file.refused("holds no private key");
    }
}
