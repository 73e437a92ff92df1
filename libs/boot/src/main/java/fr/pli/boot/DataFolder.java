package fr.pli.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/** What must outlive the process where PostgreSQL does not, and what large messages wait in: {@code pli.data-folder}. */
public final class DataFolder {

    private static final String ACCEPTED = "a folder of this process";

    private final Path folder;

    /** @throws WrongKeyException if it is not there and cannot be made, or cannot be written to */
    public DataFolder(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw wrong("cannot be made", e);
        }
        if (!Files.isWritable(folder)) {
            throw new WrongKeyException("pli.data-folder", folder + " cannot be written to", ACCEPTED);
        }
    }

    /** A file or folder in it. */
    public Path resolve(String name) {
        return folder.resolve(name);
    }

    /** A folder in it that nobody else may look into. */
    public Path secluded(String name) {
        try {
            Path made = Files.createDirectories(folder.resolve(name));
            return Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw wrong("does not take the folder " + name, e);
        }
    }

    /** The name of this node among those of one database; it stays as long as the folder does. */
    public String node() {
        Path file = folder.resolve("node");
        try {
            if (!Files.exists(file)) {
                Path made = Files.writeString(
                        folder.resolve("node.new"), UUID.randomUUID().toString());
                Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw wrong("does not take the file node", e);
        }
    }

    private WrongKeyException wrong(String problem, IOException cause) {
        return new WrongKeyException("pli.data-folder", folder + " " + problem, ACCEPTED, cause);
    }
}
