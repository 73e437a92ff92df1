package fr.pli.life;

import fr.pli.registry.Bal;
import fr.pli.store.MailExport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Keeps the content of a BAL before it is deleted: {@code ADDRESS.zip} in a folder that nobody but this user may read. */
public final class LifeExport {

    private final MailExport export;
    private final Path folder;

    /** @param folder made where it is missing */
    public LifeExport(MailExport export, Path folder) {
        this.export = export;
        this.folder = folder;
    }

    /** Writes it; on disk when this returns. @return the file */
    public Path write(Bal bal) throws IOException {
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
            return Files.move(
                    part,
                    folder.resolve(name + ".zip"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part); // where it did not become whole
        }
    }
}
