package fr.pli.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way in: its octets in memory while they are few, in a file without a name beyond, with their SHA-256. Closing
 * gives both back; nothing stays behind a broken connection or a dead process but a file that no longer has a name. One thread writes;
 * what it has written may be read by any number of readers at once.
 */
public final class Spool extends OutputStream {

    /** What is kept in memory, in octets. */
    private static final int IN_MEMORY = 256 * 1024;

    private final Path folder;
    private final MessageDigest sha256 = newSha256();
    private byte[] memory = new byte[8 * 1024];
    private @Nullable FileChannel file;
    private long size;
    private boolean closed;

    /** @param folder where a large message waits for its commit; made, for this user alone, when it is first needed */
    public Spool(Path folder) {
        this.folder = folder;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    /** @throws IOException if the file cannot take it, or the spool is closed */
    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        requireOpen();
        if (file == null && size + length <= IN_MEMORY) {
            keep(octets, offset, length);
        } else {
            FileChannel to = file == null ? overflow() : file;
            writeFully(to, ByteBuffer.wrap(octets, offset, length));
        }
        sha256.update(octets, offset, length);
        size += length;
    }

    /** Octets written so far. */
    public long size() {
        return size;
    }

    /** SHA-256 of what was written so far. */
    public byte[] sha256() {
        try {
            return ((MessageDigest) sha256.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the SHA-256 of a Java platform can be copied", e);
        }
    }

    /**
     * Reads what was written so far, from the start. The stream ends with the spool; it need not be closed.
     *
     * @throws IOException if the spool is closed
     */
    public InputStream open() throws IOException {
        requireOpen();
        return file == null ? new ByteArrayInputStream(memory, 0, (int) size) : new FileSlice(file, size);
    }

    /** Gives memory and file back; never fails for what was written. */
    @Override
    public void close() {
        closed = true;
        memory = new byte[0];
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the spool is closed");
        }
    }

    private void keep(byte[] octets, int offset, int length) {
        int end = (int) size + length;
        if (end > memory.length) {
            memory = Arrays.copyOf(memory, Math.max(end, Math.min(IN_MEMORY, memory.length * 4)));
        }
        System.arraycopy(octets, offset, memory, (int) size, length);
    }

    private FileChannel overflow() throws IOException {
        FileChannel made = newFile();
        file = made;
        writeFully(made, ByteBuffer.wrap(memory, 0, (int) size));
        memory = new byte[0];
        return made;
    }

    private FileChannel newFile() throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path path = Files.createTempFile(folder, "spool", null);
        try {
            return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } finally {
            Files.delete(path);
        }
    }

    private static void writeFully(FileChannel to, ByteBuffer octets) throws IOException {
        while (octets.hasRemaining()) {
            to.write(octets);
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
