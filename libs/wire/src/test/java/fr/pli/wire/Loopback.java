package fr.pli.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A listener on a free port of the loopback that holds one conversation, and clients for it. */
final class Loopback implements AutoCloseable {

    /** What is said on each connection. */
    interface Conversation {
        void with(Connection connection) throws IOException;
    }

    /** A protocol of one conversation. */
    record Talk(Conversation conversation) implements Protocol {
        @Override
        public void converse(Connection connection) throws IOException {
            conversation.with(connection);
        }

        @Override
        public String busy() {
            return "* BYE busy";
        }
    }

    static final Limits QUICK =
            Limits.DEFAULTS.withTimes(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(10));

    final Listener listener;

    private Loopback(
            Encryption encryption,
            Limits limits,
            List<AddressRange> proxies,
            ConnectionLimits connectionLimits,
            Conversation conversation)
            throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        listener = Listener.open(
                "test",
                anyPort,
                encryption,
                limits,
                proxies,
                connectionLimits,
                new Talk(conversation),
                ListenerEvents.NONE);
    }

    /** One of several listeners that have these limits together. */
    static Loopback sharing(ConnectionLimits connectionLimits, Conversation conversation) throws IOException {
        return new Loopback(new Encryption.None(), QUICK, List.of(), connectionLimits, conversation);
    }

    static Loopback open(Conversation conversation) throws IOException {
        return open(QUICK, conversation);
    }

    static Loopback open(Limits limits, Conversation conversation) throws IOException {
        return open(new Encryption.None(), limits, conversation);
    }

    static Loopback open(Encryption encryption, Limits limits, Conversation conversation) throws IOException {
        return new Loopback(encryption, limits, List.of(), ConnectionLimits.of(limits), conversation);
    }

    static Loopback behind(String proxy, Limits limits, Conversation conversation) throws IOException {
        return behind(proxy, new Encryption.None(), limits, conversation);
    }

    static Loopback behind(String proxy, Encryption encryption, Limits limits, Conversation conversation)
            throws IOException {
        return new Loopback(
                encryption, limits, List.of(AddressRange.parse(proxy)), ConnectionLimits.of(limits), conversation);
    }

    Socket connect() throws IOException {
        Socket socket =
                new Socket(listener.address().getAddress(), listener.address().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** Sends {@code octets} on a new connection, nothing more, and returns all that comes back until the server closes. */
    String say(String octets) throws IOException {
        try (Socket socket = connect()) {
            say(socket, octets);
            socket.shutdownOutput();
            return rest(socket);
        }
    }

    /** The same in two pieces. */
    String say(int cut, String octets) throws IOException {
        try (Socket socket = connect()) {
            socket.setTcpNoDelay(true);
            say(socket, octets.substring(0, cut));
            say(socket, octets.substring(cut));
            socket.shutdownOutput();
            return rest(socket);
        }
    }

    static void say(Socket socket, String octets) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(octets.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        listener.close();
    }
}
