package fr.pli.life;

import fr.pli.registry.Bal;
import fr.pli.store.MailExport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the content of a BAL before it is deleted: {@code ADDRESS.zip} in a folder that nobody but this user may read. */
public final class LifeExport {

    private static final Logger log = LoggerFactory.getLogger(LifeExport.class);

    private final MailExport export;
    private final Path folder;

    /** @param folder made where it is missing */
    public LifeExport(MailExport export, Path folder) {
        this.export = export;
        this.folder = folder;
    }

    /**
     * Writes the content beside where it is to be; on disk when this returns.
     *
     * @return what was written: to be put in place when the BAL is certain to be deleted, and closed in any case
     */
    public Written write(Bal bal) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        String name = bal.address().key().replace("%", "%25").replace("/", "%2F"); // a local part may have both
        Path part = Files.createTempFile(
                folder,
                name,
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file));
            export.write(bal, out);
            out.flush();
            file.force(true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        return new Written(folder, name, part);
    }

    /** The content of a BAL that is not in place yet. */
    public static final class Written implements AutoCloseable {

        private static final int MOST_NAMES = 1000;

        private final Path folder;
        private final String name;
        private final Path part;
        private @Nullable Path kept;

        private Written(Path folder, String name, Path part) {
            this.folder = folder;
            this.name = name;
            this.part = part;
        }

        /**
         * Puts it in place, once: {@code ADDRESS.zip}, or {@code ADDRESS-2.zip} where there is one. No file is ever replaced. File and folder are on
         * disk when this returns.
         *
         * @return the file
         */
        public Path keep() throws IOException {
            Path file = kept == null ? linked() : kept;
            kept = file;
            try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                entries.force(true);
            }
            return file;
        }

        /** The rest of what was not put in place is removed. */
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(part);
        }

        private Path linked() throws IOException {
            for (int number = 1; number < MOST_NAMES; number++) {
                Path file = folder.resolve(name + (number == 1 ? "" : "-" + number) + ".zip");
                try {
                    return Files.createLink(file, part);
                } catch (FileAlreadyExistsException e) {
                    log.warn("export file={} is there already", file);
                }
            }
            throw new FileAlreadyExistsException(name + ".zip");
        }
    }
}
