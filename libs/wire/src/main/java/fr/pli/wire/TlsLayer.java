package fr.pli.wire;

import fr.pli.tls.TlsContext;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import tlschannel.NeedsReadException;
import tlschannel.ServerTlsChannel;
import tlschannel.TlsChannel;

/** TLS over a watched socket, as the server. Reads take what is here and never block, as the socket's own do. */
final class TlsLayer implements ByteChannel {

    /** A hello, a long chain of certificates and what goes with them fit easily. */
    private static final int HANDSHAKE_OCTETS = 64 * 1024;

    private final WatchedSocket socket;
    private final TlsChannel tls;

    TlsLayer(WatchedSocket socket, TlsContext context) throws IOException {
        this.socket = socket;
        try {
            tls = ServerTlsChannel.newBuilder(socket, SSLContext.getDefault())
                    .withEngineFactory(_ -> context.newEngine())
                    .build();
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("this Java has no TLS", e);
        }
    }

    /** @throws IOException if it fails, takes too long or the client goes away */
    void handshake() throws IOException {
        socket.reading.restart();
        socket.allow(HANDSHAKE_OCTETS);
        boolean done = false;
        while (!done) {
            try {
                tls.handshake();
                done = true;
            } catch (NeedsReadException e) {
                if (!socket.await()) {
                    throw new EOFException("the client closed in the handshake");
                }
            }
        }
        socket.allow(Long.MAX_VALUE / 2);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        try {
            return tls.read(target);
        } catch (NeedsReadException e) {
            return 0;
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return tls.write(source);
    }

    /** {@code TLSv1.3 TLS_AES_256_GCM_SHA384}. */
    String description() {
        SSLSession session = tls.getSslEngine().getSession();
        return session.getProtocol() + " " + session.getCipherSuite();
    }

    /** What the client showed, leaf first; empty if nothing. */
    List<X509Certificate> peerChain() {
        try {
            Certificate[] chain = tls.getSslEngine().getSession().getPeerCertificates();
            return Stream.of(chain).map(X509Certificate.class::cast).toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    /** Says close_notify; the socket stays open. */
    void sayClose() throws IOException {
        tls.shutdown();
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void close() {
        socket.close();
    }
}
