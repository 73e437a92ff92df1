package fr.pli.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/**
 * A file that the configuration names.
 *
 * @param key the configuration key
 * @param accepted what should be in it, for messages
 */
record ConfiguredFile(String key, Path path, String accepted) {

    private static final long LARGEST = 1024 * 1024;

    /** @throws TlsConfigurationException if it cannot be read */
    byte[] read() {
        try {
            if (Files.size(path) > LARGEST) {
                throw refused("is larger than 1 MiB");
            }
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw refused("does not exist");
        } catch (IOException e) {
            throw new TlsConfigurationException(key, path + " cannot be read", accepted, e);
        }
    }

    /**
     * Its certificates, PEM or DER, in its order; at least one.
     *
     * @throws TlsConfigurationException if there are none
     */
    List<X509Certificate> certificates() {
        try {
            List<X509Certificate> certificates = certificates(read());
            if (certificates.isEmpty()) {
                throw refused("holds no certificate");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new TlsConfigurationException(key, path + " holds no readable certificate", accepted, e);
        }
    }

    /** What is wrong with it. */
    TlsConfigurationException refused(String problem) {
        return new TlsConfigurationException(key, path + " " + problem, accepted);
    }

    /** Certificates in PEM or DER, in their order. */
    static List<X509Certificate> certificates(byte[] octets) throws CertificateException {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(octets)).stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    /** Changes when the content of a file does. */
    static String fingerprint(List<Path> paths) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path path : paths) {
                digest.update(Files.isReadable(path) ? Files.readAllBytes(path) : new byte[0]);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        } catch (IOException e) {
            return "unreadable: " + e.getMessage();
        }
    }
}
