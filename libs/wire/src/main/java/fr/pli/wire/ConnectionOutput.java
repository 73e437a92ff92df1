package fr.pli.wire;

import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.locks.ReentrantLock;

/** What goes to the client, gathered to one TLS record at most. Each call is whole; the buffer is given back with each flush. */
final class ConnectionOutput extends OutputStream {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int BUFFER = 16 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private WritableByteChannel channel;
    private ByteBuffer buffer = NOTHING;

    ConnectionOutput(WritableByteChannel channel) {
        this.channel = channel;
    }

    /** From now on octets go through {@code channel}. */
    void switchTo(WritableByteChannel channel) {
        lock.lock();
        try {
            this.channel = channel;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        lock.lock();
        try {
            if (length > buffer.remaining()) {
                makeRoom();
            }
            if (length > buffer.remaining()) {
                channel.write(ByteBuffer.wrap(octets, offset, length));
            } else {
                buffer.put(octets, offset, length);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flush() throws IOException {
        lock.lock();
        try {
            send();
            if (channel instanceof Flushable compressed) {
                compressed.flush();
            }
            buffer = NOTHING;
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom() throws IOException {
        send();
        if (buffer.capacity() == 0) {
            buffer = ByteBuffer.allocate(BUFFER);
        }
    }

    private void send() throws IOException {
        if (buffer.position() > 0) {
            channel.write(buffer.flip());
            buffer.clear();
        }
    }
}
