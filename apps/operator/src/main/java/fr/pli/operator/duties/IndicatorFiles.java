package fr.pli.operator.duties;

import fr.pli.operator.OperatorProperties;
import fr.pli.registry.ConnectionFile;
import fr.pli.registry.Connections;
import fr.pli.registry.IndicatorFormat;
import fr.pli.registry.Indicators;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The indicator files of a month in a folder: {@code MESSAGES_HOST_202611.csv} and {@code CONNEXIONS_HOST_202611.csv}, each there whole or not at all,
 * each with its SHA-256 beside it. To make them again gives the same octets of messages. SEED-24, R1-05; spec: indicators.md section 3.
 */
@Component
public class IndicatorFiles {

    private static final Logger log = LoggerFactory.getLogger(IndicatorFiles.class);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");

    private final Indicators indicators;
    private final Connections connections;
    private final OperatorProperties properties;
    private final IndicatorFormat format;

    IndicatorFiles(Indicators indicators, Connections connections, OperatorProperties properties) {
        this.indicators = indicators;
        this.connections = connections;
        this.properties = properties;
        OperatorProperties.Indicators keys = properties.indicators();
        this.format = new IndicatorFormat(keys.separator(), keys.header(), keys.zone(), keys.codeSeparator(), false);
    }

    private interface Rows {
        void writeTo(YearMonth month, OutputStream out) throws IOException;
    }

    /** Writes the messages of a month for people to read, in UTF-8. */
    public void messages(YearMonth month, OutputStream out) throws IOException {
        messages(month, shown(), out);
    }

    /** Writes the connections of a month for people to read, in UTF-8. */
    public void connections(YearMonth month, OutputStream out) throws IOException {
        connections(month, shown(), out);
    }

    /** What people open with a spreadsheet; the files of a month are verbatim. */
    private IndicatorFormat shown() {
        return format.neutral(properties.indicators().neutralise());
    }

    private void messages(YearMonth month, IndicatorFormat as, OutputStream out) throws IOException {
        indicators.write(start(month), start(month.plusMonths(1)), as, out);
    }

    private void connections(YearMonth month, IndicatorFormat as, OutputStream out) throws IOException {
        try {
            Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
            connections.read(start(month), start(month.plusMonths(1)), new ConnectionFile(text, as));
            text.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Counts the messages of a month. */
    public List<Indicators.Emitted> summary(YearMonth month) {
        return indicators.summary(start(month), start(month.plusMonths(1)));
    }

    /** Messages of a month whose X-MSS headers are wrong, after that MAIL_ID. */
    public List<Indicators.Anomalous> anomalous(YearMonth month, long after, int most) {
        return indicators.anomalous(start(month), start(month.plusMonths(1)), after, most);
    }

    /** Whether the messages of a month lie there. */
    boolean isWritten(Path folder, YearMonth month) {
        return Files.exists(folder.resolve(name("MESSAGES", month)));
    }

    /** Writes them. @return their names; none where the rows of that month were forgotten, so that what was written then stays */
    public List<String> write(Path folder, YearMonth month) throws IOException {
        if (!indicators.holds(month)) {
            return List.of();
        }
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return List.of(
                write(folder, "MESSAGES", month, (when, out) -> messages(when, format, out)),
                write(folder, "CONNEXIONS", month, (when, out) -> connections(when, format, out)));
    }

    /**
     * Writes all months from one on to before another; one that fails stops no other.
     *
     * @throws IOException the last failure
     */
    void write(Path folder, YearMonth from, YearMonth to) throws IOException {
        Optional<IOException> failure = Optional.empty();
        for (YearMonth month = from; month.isBefore(to); month = month.plusMonths(1)) {
            try {
                log.info("indicators month={} files={}", month, write(folder, month));
            } catch (IOException e) {
                log.error("indicators month={} not written, later again reason=\"{}\"", month, e.toString());
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private String write(Path folder, String kind, YearMonth month, Rows rows) throws IOException {
        String name = name(kind, month);
        MessageDigest sha256 = sha256();
        put(folder, name, octets -> rows.writeTo(month, new DigestOutputStream(octets, sha256)));
        String line = HexFormat.of().formatHex(sha256.digest()) + "  " + name + "\n";
        put(folder, name + ".sha256", octets -> octets.write(line.getBytes(StandardCharsets.US_ASCII)));
        return name;
    }

    /** Whole or not at all, whoever else writes the same: what is not whole has a name of its own. File and folder are on disk then. */
    private static void put(Path folder, String name, Octets octets) throws IOException {
        Path part = Files.createTempFile(
                folder,
                name,
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
                octets.writeTo(Channels.newOutputStream(file));
                file.force(true);
            }
            Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private interface Octets {
        void writeTo(OutputStream out) throws IOException;
    }

    private String name(String kind, YearMonth month) {
        return kind + "_" + properties.hostName() + "_" + MONTH.format(month) + ".csv";
    }

    /** The first moment of a month, where the file's clock is. */
    private Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(format.zone()).toInstant();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
