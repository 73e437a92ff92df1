package fr.pli.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Connections in great number, from several addresses of loopback, that one thread holds. */
final class Crowd implements AutoCloseable {

    private static final int EACH_ADDRESS = 2500;
    private static final long GLANCE_MS = 50;

    private final List<SocketChannel> channels = new ArrayList<>();

    /** So many more, each of which says {@code first} and nothing more. */
    void come(int port, int count, byte[] first) throws IOException {
        for (int n = 0; n < count; n++) {
            SocketChannel channel = SocketChannel.open();
            channels.add(channel);
            byte address = (byte) (2 + channels.size() / EACH_ADDRESS);
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, address}), 0));
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.write(ByteBuffer.wrap(first));
            channel.configureBlocking(false);
        }
    }

    /** Waits until the server has closed every one; how long that took at most is for the caller to check. */
    void awaitClosed(Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        ByteBuffer rest = ByteBuffer.allocate(16 * 1024);
        List<SocketChannel> open = new ArrayList<>(channels);
        while (!open.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(open.size() + " connections are still open after " + patience);
            }
            TimeUnit.MILLISECONDS.sleep(GLANCE_MS);
            open.removeIf(channel -> isClosed(channel, rest));
        }
    }

    private static boolean isClosed(SocketChannel channel, ByteBuffer rest) {
        try {
            int count = channel.read(rest.clear());
            while (count > 0) {
                count = channel.read(rest.clear());
            }
            return count < 0;
        } catch (IOException _) {
            return true; // reset
        }
    }

    /** The first flight of a TLS client, as it goes over the wire. */
    static byte[] hello(SSLEngine client) throws SSLException {
        client.setUseClientMode(true);
        client.beginHandshake();
        ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
        client.wrap(ByteBuffer.allocate(0), hello);
        byte[] octets = new byte[hello.flip().remaining()];
        hello.get(octets);
        return octets;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
