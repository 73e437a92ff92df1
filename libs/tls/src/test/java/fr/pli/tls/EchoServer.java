package fr.pli.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Accepts on loopback, handshakes, echoes what it reads; one virtual thread per connection. */
final class EchoServer implements AutoCloseable {

    /** What became of a connection: a session, or the reason of none. */
    record Outcome(String description, List<X509Certificate> chain) {}

    private final ServerSocketChannel listening;
    private final TlsContext context;
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

    EchoServer(TlsContext context) {
        this.context = context;
        try {
            listening = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.socket().getLocalPort();
    }

    /** Waits for the next connection's handshake to end. */
    Outcome next() throws InterruptedException {
        Outcome outcome = outcomes.poll(10, TimeUnit.SECONDS);
        if (outcome == null) {
            throw new AssertionError("no handshake within 10 s");
        }
        return outcome;
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                SocketChannel socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SocketChannel socket) {
        try (SecureChannel channel = context.server(socket)) {
            channel.handshake();
            outcomes.add(new Outcome(channel.protocol() + " " + channel.cipherSuite(), channel.peerChain()));
            ByteBuffer buffer = ByteBuffer.allocateDirect(8 * 1024);
            while (channel.read(buffer.clear()) >= 0) {
                channel.write(buffer.flip());
            }
        } catch (IOException e) {
            outcomes.add(new Outcome("failed: " + e.getMessage(), List.of()));
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
