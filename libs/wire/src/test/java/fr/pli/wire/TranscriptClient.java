package fr.pli.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One client of a transcript. Lines are octet strings without their CRLF. */
final class TranscriptClient implements AutoCloseable {

    private static final int PATIENCE_MS = 10_000;

    private final Deque<String> putBack = new ArrayDeque<>();
    private Socket socket;
    private InputStream in;

    TranscriptClient(InetSocketAddress address) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void send(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** No more will be sent. */
    void end() throws IOException {
        socket.shutdownOutput();
    }

    void startTls(SSLContext context) throws IOException {
        if (!putBack.isEmpty() || in.available() > 0) {
            throw new AssertionError("the server sent more in clear before TLS");
        }
        SSLSocket tls = (SSLSocket) context.getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        tls.startHandshake();
        socket = tls;
        in = new BufferedInputStream(tls.getInputStream());
    }

    /**
     * The next line; only CRLF ends one.
     *
     * @throws EOFException if the server closed
     */
    String line() throws IOException {
        if (!putBack.isEmpty()) {
            return putBack.pop();
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int last = -1;
        while (true) {
            int octet = octet(line);
            if (octet == '\n' && last == '\r') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.substring(0, text.length() - 1);
            }
            line.write(octet);
            last = octet;
        }
    }

    /** The next call of {@link #line()} returns it again. */
    void putBack(String line) {
        putBack.push(line);
    }

    private int octet(ByteArrayOutputStream soFar) throws IOException {
        int octet;
        try {
            octet = in.read();
        } catch (SocketTimeoutException e) {
            throw new IOException("nothing for 10 s after \"" + soFar.toString(StandardCharsets.ISO_8859_1) + "\"", e);
        }
        if (octet < 0) {
            throw new EOFException("the server closed after \"" + soFar.toString(StandardCharsets.ISO_8859_1) + "\"");
        }
        return octet;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
