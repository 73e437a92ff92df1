package fr.pli.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/**
 * What the client sends, as lines and as a stream without an end. Its buffer is given back while the client is silent. Decision:
 * docs/decisions/0501.
 */
final class ConnectionInput extends InputStream {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int BUFFER = 8 * 1024;

    private final WatchedSocket socket;
    private ReadableByteChannel channel;
    private ByteBuffer buffer = NOTHING;
    private int octetsLeft;
    private boolean authenticated;
    private volatile boolean draining;
    private volatile boolean over;
    private volatile boolean betweenLines;

    ConnectionInput(WatchedSocket socket, int octetsBeforeAuthentication) {
        this.socket = socket;
        channel = socket;
        octetsLeft = octetsBeforeAuthentication;
    }

    /** From now on octets come through {@code channel}. */
    void switchTo(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /** Throws away what came and nobody has asked for yet. Returns how many octets that was. */
    int discard() {
        int discarded = buffer.remaining() + socket.discard();
        buffer = NOTHING;
        return discarded;
    }

    /** Gives away what came and nobody has asked for yet. */
    ByteBuffer taken() {
        ByteBuffer taken = buffer;
        buffer = NOTHING;
        return taken;
    }

    byte[] readLine(int limit) throws IOException {
        byte[] line = new byte[80];
        int length = 0;
        socket.reading.restart();
        while (true) {
            if (!buffer.hasRemaining()) {
                fill(length == 0);
            }
            byte octet = buffer.get();
            spend(1);
            if (octet == '\n' && length > 0 && line[length - 1] == '\r') {
                return Arrays.copyOf(line, length - 1);
            }
            if (length > limit || length == limit && octet != '\r') {
                throw new BudgetException("line longer than " + limit + " octets");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, Math.min(2 * length, limit + 1));
            }
            line[length++] = octet;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        read(one, 0, 1);
        return one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!buffer.hasRemaining()) {
            fill(false);
        }
        int count = Math.min(length, buffer.remaining());
        spend(count);
        buffer.get(target, offset, count);
        socket.reading.travelled(count);
        return count;
    }

    void unread(int count) {
        buffer.position(buffer.position() - count);
        if (!authenticated) {
            octetsLeft += count;
        }
    }

    boolean hasInput() throws IOException {
        return buffer.hasRemaining() || take();
    }

    @Override
    public int available() throws IOException {
        return hasInput() ? buffer.remaining() : 0;
    }

    void authenticated() {
        authenticated = true;
    }

    /** A reader that waits for a line to begin is woken. */
    void drain() {
        draining = true;
        if (betweenLines) {
            socket.closeInput();
        }
    }

    /** As {@link #drain()}, for this client alone. */
    void endWait() {
        over = true;
        if (betweenLines) {
            socket.closeInput();
        }
    }

    boolean draining() {
        return draining;
    }

    private void spend(int octets) throws BudgetException {
        if (!authenticated) {
            octetsLeft -= octets;
            if (octetsLeft < 0) {
                throw new BudgetException("too much before authentication");
            }
        }
    }

    /** Reads at least one octet into the buffer. */
    private void fill(boolean lineBegins) throws IOException {
        while (!take()) {
            buffer = NOTHING;
            await(lineBegins);
        }
    }

    /** Reads what is here into the empty buffer. */
    private boolean take() throws IOException {
        ByteBuffer room = buffer.capacity() == 0 ? ByteBuffer.allocate(BUFFER) : buffer;
        buffer = NOTHING; // what was read does not come again, whatever happens
        int count = channel.read(room.clear());
        if (count < 0) {
            throw new EOFException("the client closed");
        }
        buffer = room.flip();
        return count > 0;
    }

    private void await(boolean lineBegins) throws IOException {
        betweenLines = lineBegins;
        try {
            if (lineBegins && (draining || over) || !socket.await()) {
                throw lineBegins && (draining || over)
                        ? new TimedOutException(draining ? "the node stops" : "the session is over")
                        : new EOFException("the client closed");
            }
        } finally {
            betweenLines = false;
        }
    }
}
