package fr.pli.operator.rules;

import fr.pli.mime.Content;
import fr.pli.mss.Digests;
import fr.pli.mss.MssAddress;
import fr.pli.smtp.SmtpRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who hears what is written to {@code postmaster}, whom every server must know (RFC 5321 section 4.5.1) and from whom the notices come: the
 * BAL of {@code pli.postmaster.address}; without one, a folder that the operator's people look into. The folder has a bound.
 */
public final class Postmaster {

    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
    private static final String NAME = "postmaster";
    private static final int MOST_MESSAGES = 1_000;
    private static final long MOST_OCTETS = 100_000_000;

    private final Optional<MssAddress> address;
    private final String host;
    private final Path folder;

    /**
     * @param address of the BAL that hears it; the folder if empty
     * @param host the name of this server
     * @param folder where messages are kept, one file each
     */
    public Postmaster(Optional<MssAddress> address, String host, Path folder) {
        this.address = address;
        this.host = host.toLowerCase(Locale.ROOT);
        this.folder = folder;
    }

    /** The BAL that hears it. */
    Optional<MssAddress> address() {
        return address;
    }

    /** Whether a local part is the postmaster's, in any case. */
    static boolean isName(String local) {
        return local.equalsIgnoreCase(NAME);
    }

    /** Whether the postmaster of this domain is ours: it is the name of this server, or one of these domains. */
    boolean isAt(String domain, List<String> domains) {
        return domain.equals(host) || domains.contains(domain);
    }

    /** @throws SmtpRefusal 452 if the folder is full: somebody has to look into it first */
    void requireRoom() throws SmtpRefusal {
        try {
            List<Path> kept = files();
            long octets = 0;
            for (Path file : kept) {
                octets += Files.size(file);
            }
            if (kept.size() >= MOST_MESSAGES || octets >= MOST_OCTETS) {
                log.error("postmaster folder={} full=true messages={}", folder, kept.size());
                throw Refusals.POSTMASTER_FULL.refusal();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the postmaster's folder", e);
        }
    }

    /**
     * Keeps a message in the folder; it is on disk when this returns.
     *
     * @param key the same where the same message comes again
     * @throws SmtpRefusal as {@link #requireRoom()}: others may have come since RCPT
     */
    void keep(Content content, String key) throws SmtpRefusal {
        String name = Digests.sha256(key.getBytes(StandardCharsets.UTF_8));
        if (Files.exists(folder.resolve(name + ".eml"))) {
            return; // it was kept, and who sent it did not hear of that
        }
        requireRoom();
        Path part = folder.resolve(UUID.randomUUID() + ".part");
        try {
            try (InputStream octets = content.spool().open();
                    FileChannel file =
                            FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                octets.transferTo(Channels.newOutputStream(file));
                file.force(true);
            }
            Files.move(part, folder.resolve(name + ".eml"), StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                entries.force(true);
            }
            log.warn("postmaster folder={} message={}.eml", folder, name);
        } catch (IOException e) {
            forget(part);
            throw new UncheckedIOException("the postmaster's folder", e);
        }
    }

    private void forget(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            log.warn("postmaster file={} left behind error=\"{}\"", part, e.toString());
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
