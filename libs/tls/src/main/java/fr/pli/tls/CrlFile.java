package fr.pli.tls;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is kept of an authority's CRL over a restart: the CRL and where it came from. A disk that fails costs a fetch, nothing else. */
final class CrlFile {

    private static final Logger LOG = LoggerFactory.getLogger(CrlFile.class);

    private final Path crl;
    private final Path urls;

    CrlFile(Path folder, X509Certificate authority) {
        String name = fingerprint(authority);
        crl = folder.resolve(name + ".crl");
        urls = folder.resolve(name + ".urls");
    }

    Optional<byte[]> crl() {
        return read(crl);
    }

    List<URI> urls() {
        try {
            return read(urls).stream()
                    .flatMap(octets -> new String(octets, StandardCharsets.UTF_8).lines())
                    .map(URI::create)
                    .toList();
        } catch (IllegalArgumentException e) {
            LOG.warn("crl file={} error=\"{}\"", urls, e.getMessage());
            return List.of();
        }
    }

    void saveCrl(byte[] der) {
        write(crl, der);
    }

    void saveUrls(Set<URI> known) {
        String lines = String.join("\n", known.stream().map(URI::toString).toList());
        write(urls, lines.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> read(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("crl file={} error=\"{}\"", file, e.getMessage());
            return Optional.empty();
        }
    }

    private static void write(Path file, byte[] octets) {
        try {
            Files.createDirectories(file.getParent());
            Path next = Files.createTempFile(file.getParent(), "crl", ".next");
            Files.write(next, octets);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("crl file={} error=\"{}\"", file, e.getMessage());
        }
    }

    private static String fingerprint(X509Certificate authority) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(authority.getEncoded());
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
