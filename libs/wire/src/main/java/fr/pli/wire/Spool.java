package fr.pli.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way in: its octets in memory while they are few, in a file without a name beyond, with their SHA-256. Closing
 * gives both back; nothing stays behind a broken connection or a dead process but a file that no longer has a name.
 */
public final class Spool extends OutputStream {

    /** What is kept in memory, in octets. */
    private static final int IN_MEMORY = 256 * 1024;

    private final Path folder;
    private final MessageDigest sha256 = newSha256();
    private byte[] memory = new byte[8 * 1024];
    private int inMemory;
    private @Nullable FileChannel file;
    private @Nullable OutputStream fileOut;
    private long size;

    /** @param folder where a large message waits for its commit; private to the process */
    public Spool(Path folder) {
        this.folder = folder;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        sha256.update(octets, offset, length);
        if (fileOut == null && inMemory + length <= IN_MEMORY) {
            if (inMemory + length > memory.length) {
                memory = Arrays.copyOf(memory, Math.max(inMemory + length, Math.min(IN_MEMORY, memory.length * 4)));
            }
            System.arraycopy(octets, offset, memory, inMemory, length);
            inMemory += length;
        } else {
            file().write(octets, offset, length);
        }
        size += length;
    }

    /** Octets written so far. */
    public long size() {
        return size;
    }

    /** SHA-256 of all that was written; ask once, at the end. */
    public byte[] sha256() {
        return sha256.digest();
    }

    /** Reads all that was written, from the start; any number of times, by one reader at a time. */
    public InputStream open() throws IOException {
        if (file == null) {
            return new ByteArrayInputStream(memory, 0, inMemory);
        }
        return Channels.newInputStream(file.position(0));
    }

    @Override
    public void close() {
        memory = new byte[0];
        inMemory = 0;
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private OutputStream file() throws IOException {
        if (fileOut == null) {
            Path path = Files.createTempFile(folder, "spool", null);
            file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Files.delete(path);
            fileOut = Channels.newOutputStream(file);
            fileOut.write(memory, 0, inMemory);
        }
        return fileOut;
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
