package fr.pli.exchange;

import fr.pli.mss.ListeBlanche;
import fr.pli.mss.ListeBlancheReader;
import fr.pli.mss.MssSyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copies of the liste blanche on the disk: {@code 20250313T145410Z-<SHA-256>.xml}. The name holds the digest, so a file is whole or not
 * believed. The last ten stay, for audits.
 */
final class ListeBlancheCopies {

    /** A copy that was read. */
    record Copy(ListeBlanche list, String digest) {}

    private static final Logger log = LoggerFactory.getLogger(ListeBlancheCopies.class);
    private static final int KEPT = 10;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;

    ListeBlancheCopies(Path folder) {
        this.folder = folder;
    }

    /** The newest one that is whole. */
    Optional<Copy> newest() {
        for (Path file : files()) {
            try {
                Copy copy = read(file);
                if (file.getFileName().toString().equals(name(copy))) {
                    return Optional.of(copy);
                }
                log.warn("liste-blanche file={} error=\"the digest is another\"", file.getFileName());
            } catch (IOException | MssSyntaxException e) {
                log.warn("liste-blanche file={} error=\"{}\"", file.getFileName(), e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** A file to write a copy into. */
    Path blank() throws IOException {
        Files.createDirectories(folder);
        return Files.createTempFile(folder, "fetched", ".part");
    }

    /** Reads a copy, wherever it lies. @throws MssSyntaxException if it is no liste blanche */
    static Copy read(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(file, out);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new Copy(ListeBlancheReader.read(in), HexFormat.of().formatHex(digest.digest()));
        }
    }

    /** Keeps a copy that was read from a {@link #blank()} file: on disk when this returns. */
    void keep(Path file, Copy copy) throws IOException {
        try (FileChannel octets = FileChannel.open(file, StandardOpenOption.WRITE)) {
            octets.force(true);
        }
        Files.move(
                file, folder.resolve(name(copy)), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        for (Path old : files().stream().skip(KEPT).toList()) {
            Files.deleteIfExists(old);
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().endsWith(".xml"))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        } catch (IOException e) {
            log.warn("liste-blanche folder={} error=\"{}\"", folder, e.getMessage());
            return List.of();
        }
    }

    private static String name(Copy copy) {
        return STAMP.format(copy.list().generated()) + "-" + copy.digest() + ".xml";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
