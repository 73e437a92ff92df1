package fr.pli.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The octets of one socket. Reads take what is here and never block; {@link #await()} blocks and holds next to no memory meanwhile;
 * writes block. The reaper ends waits that take too long: a reader's by closing the input, so that a farewell can still be written, a
 * writer's by closing the socket.
 */
final class WatchedSocket implements ByteChannel {

    private static final Logger log = LoggerFactory.getLogger(WatchedSocket.class);
    private static final int FIRST_OCTETS = 256;

    final Patience reading;
    private final Patience writing;
    private final SocketChannel channel;
    private final InputStream stream;
    private final ByteBuffer first = ByteBuffer.allocate(FIRST_OCTETS).limit(0);
    private volatile boolean timedOut;
    private long octetsIn;
    private long octetsInMost = Long.MAX_VALUE;

    WatchedSocket(SocketChannel channel, Limits limits) throws IOException {
        this.channel = channel;
        stream = channel.socket().getInputStream();
        reading = new Patience(limits.handshake());
        writing = new Patience(limits.write());
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    }

    /**
     * Blocks until something can be read.
     *
     * @return false if the client closed
     * @throws TimedOutException if the patience is spent
     */
    boolean await() throws IOException {
        if (first.hasRemaining()) {
            return true;
        }
        int count;
        first.clear();
        reading.startWaiting();
        try {
            count = taken(channel.read(first));
        } finally {
            reading.stopWaiting();
            first.flip();
        }
        if (count < 0 && timedOut) {
            throw new TimedOutException("nothing came");
        }
        return count > 0;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (first.hasRemaining()) {
            int count = Math.min(first.remaining(), target.remaining());
            target.put(first.slice(first.position(), count));
            first.position(first.position() + count);
            return count;
        }
        return hasInput() ? taken(channel.read(target)) : 0;
    }

    /**
     * Blocks until that many octets are here.
     *
     * @throws EOFException if the client closed before
     */
    byte[] readFully(int octets) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(octets);
        reading.restart();
        while (all.hasRemaining()) {
            if (read(all) == 0 && !await()) {
                throw new EOFException("the client closed");
            }
        }
        return all.array();
    }

    /** The next {@code octets} may come, more may not. */
    void allow(long octets) {
        octetsInMost = octetsIn + octets;
    }

    void allowAll() {
        octetsInMost = Long.MAX_VALUE;
    }

    private int taken(int count) throws BudgetException {
        octetsIn += Math.max(0, count);
        if (octetsIn > octetsInMost) {
            throw new BudgetException("too much before the first line");
        }
        return count;
    }

    boolean hasInput() throws IOException {
        return first.hasRemaining() || stream.available() > 0;
    }

    /** Throws away what was read but not yet asked for. Returns the number of octets. */
    int discard() {
        int count = first.remaining();
        first.limit(0);
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int length = source.remaining();
        writing.restart();
        while (source.hasRemaining()) {
            writing.startWaiting();
            try {
                writing.travelled(channel.write(source));
            } finally {
                writing.stopWaiting();
            }
        }
        return length;
    }

    /** The reaper's look. */
    void reap(long now) {
        if (writing.isSpent(now)) {
            close();
        } else if (reading.isSpent(now)) {
            timedOut = true;
            closeInput();
        }
    }

    /** A blocked reader goes on and finds the end. */
    void closeInput() {
        try {
            channel.shutdownInput();
        } catch (IOException e) {
            log.debug("input closed already: {}", e.toString());
        }
    }

    /** Tells the client that nothing more will come, and waits a little until it has closed too, so that no reset overtakes our last words. */
    void linger(Duration patience) throws IOException {
        channel.shutdownOutput();
        reading.set(patience);
        reading.restart();
        ByteBuffer rest = ByteBuffer.allocate(4096);
        for (int octets = 0; octets < Patience.WINDOW && await(); octets += rest.position()) {
            discard();
            rest.clear();
            read(rest);
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("closing failed: {}", e.toString());
        }
    }
}
