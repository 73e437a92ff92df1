package fr.pli.wire;

import java.io.Flushable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * DEFLATE (RFC 1951, without a header) over what a connection reads and writes. A read takes what is here and does not block. Each flush ends
 * with a full one, after which nothing refers to what was before: the deflater, some 260 KB outside the heap, is given back with it, and what
 * one answer holds does not show in the length of another. Decision: docs/decisions/0505.
 */
final class DeflateChannel implements ByteChannel, Flushable {

    /** What a client may have inflated, whatever it sent for it. */
    static final long INFLATED_FREELY = 64L * 1024 * 1024;
    /** Beyond that, octets for each octet that it sent. Mail is below 20; nothing but blanks can be 1000. */
    static final int MOST_RATIO = 100;

    private static final byte[] NOTHING = {};
    private static final int BUFFER = 8 * 1024;

    private final ReadableByteChannel source;
    private final WritableByteChannel target;
    private final ReentrantLock reading = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private final Inflater inflater = new Inflater(true);
    private @Nullable Deflater deflater;
    private ByteBuffer compressed;
    private volatile boolean closed;

    /** @param first octets of {@code source} that were read already */
    DeflateChannel(ReadableByteChannel source, WritableByteChannel target, ByteBuffer first) {
        this.source = source;
        this.target = target;
        compressed = first;
    }

    @Override
    public int read(ByteBuffer room) throws IOException {
        reading.lock();
        try {
            requireOpen();
            int count = inflate(room);
            while (count == 0 && room.hasRemaining()) {
                int more = fill();
                if (more <= 0) {
                    return more;
                }
                count = inflate(room);
            }
            return count;
        } catch (DataFormatException e) {
            throw new IOException("what the client sends is not compressed", e);
        } finally {
            reading.unlock();
        }
    }

    /** Reads what is here. The buffer is given back where there is nothing. */
    private int fill() throws IOException {
        ByteBuffer more = ByteBuffer.allocate(BUFFER);
        int count = source.read(more);
        compressed = count > 0 ? more.flip() : ByteBuffer.allocate(0);
        return count;
    }

    private int inflate(ByteBuffer room) throws DataFormatException, IOException {
        if (inflater.finished()) {
            throw new IOException("the client has ended its compression");
        }
        if (inflater.needsInput()) {
            inflater.setInput(compressed);
        }
        int count = inflater.inflate(room);
        if (inflater.getBytesWritten() > INFLATED_FREELY + MOST_RATIO * inflater.getBytesRead()) {
            throw new BudgetException("more inflated than a client may");
        }
        return count;
    }

    @Override
    public int write(ByteBuffer octets) throws IOException {
        writing.lock();
        try {
            requireOpen();
            int length = octets.remaining();
            Deflater open = deflater == null ? new Deflater(Deflater.DEFAULT_COMPRESSION, true) : deflater;
            deflater = open;
            open.setInput(octets);
            deflate(open, Deflater.NO_FLUSH);
            open.setInput(NOTHING); // what it took is the caller's again
            return length;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void flush() throws IOException {
        writing.lock();
        try {
            requireOpen();
            if (deflater != null) {
                deflate(deflater, Deflater.FULL_FLUSH);
                endDeflater();
            }
        } finally {
            writing.unlock();
        }
    }

    private void deflate(Deflater open, int mode) throws IOException {
        ByteBuffer some = ByteBuffer.allocate(BUFFER);
        boolean more = true;
        while (more) {
            open.deflate(some.clear(), mode);
            more = !some.hasRemaining();
            some.flip();
            while (some.hasRemaining()) {
                target.write(some);
            }
        }
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    /** Gives the memory outside the heap back. What it reads from and writes to stays open. */
    @Override
    public void close() {
        closed = true;
        reading.lock();
        try {
            inflater.end();
        } finally {
            reading.unlock();
        }
        writing.lock();
        try {
            endDeflater();
        } finally {
            writing.unlock();
        }
    }

    private void endDeflater() {
        if (deflater != null) {
            deflater.end();
            deflater = null;
        }
    }

    private void requireOpen() throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }
}
