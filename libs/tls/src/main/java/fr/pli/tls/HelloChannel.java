package fr.pli.tls;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tlschannel.NeedsReadException;

/** A channel whose first message is looked at before it is read: what was looked at is read first. */
final class HelloChannel implements ByteChannel {

    private final ByteChannel channel;
    /** What came and was not read yet, ready to be filled further. */
    private @Nullable ByteBuffer seen = ByteBuffer.allocate(2 * 1024);

    HelloChannel(ByteChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the ClientHello. To be asked before anything is read; asked again, it goes on where it left.
     *
     * @return empty if what comes is none
     * @throws NeedsReadException if the channel does not block and has no more for now
     * @throws IOException as the channel does
     */
    Optional<ClientHello> look() throws IOException {
        try {
            Optional<ClientHello> hello = Optional.empty();
            while (hello.isEmpty()) {
                ByteBuffer buffer = room();
                int count = channel.read(buffer);
                if (count == 0) {
                    throw new NeedsReadException();
                }
                if (count < 0) {
                    throw new EOFException("the client closed before its ClientHello was complete");
                }
                hello = ClientHello.read(buffer.duplicate().flip());
            }
            return hello;
        } catch (TlsSyntaxException e) {
            return Optional.empty(); // the engine knows the right alert for it
        }
    }

    private ByteBuffer room() {
        ByteBuffer buffer = seen == null ? ByteBuffer.allocate(2 * 1024) : seen;
        if (!buffer.hasRemaining()) {
            buffer = ByteBuffer.allocate(Math.min(2 * buffer.capacity(), ClientHello.LONGEST))
                    .put(buffer.flip());
        }
        seen = buffer;
        return buffer;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        ByteBuffer first = seen;
        if (first == null) {
            return channel.read(target);
        }
        first.flip();
        int count = Math.min(first.remaining(), target.remaining());
        target.put(first.slice(first.position(), count));
        first.position(first.position() + count);
        first.compact();
        if (first.position() == 0) {
            seen = null;
        }
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return channel.write(source);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
