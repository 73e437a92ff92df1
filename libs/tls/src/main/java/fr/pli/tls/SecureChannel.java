package fr.pli.tls;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import tlschannel.NeedsReadException;
import tlschannel.ServerTlsChannel;
import tlschannel.TlsChannel;

/**
 * The server's side of one TLS connection over any channel. One thread may read while another writes and a third closes. Over a channel
 * that blocks, all here blocks; over one that reads 0 octets while it has none, {@link #handshake()} and {@link #read} say so. Time-outs
 * and budgets are the channel's: what it throws comes out here. Closing it gives the engine's memory back, so it must be closed.
 */
public final class SecureChannel implements ByteChannel {

    /** A record with the fatal alert handshake_failure (RFC 5246 section 7.2). */
    private static final byte[] HANDSHAKE_FAILURE = {21, 3, 3, 0, 2, 2, 40};

    private final HelloChannel channel;
    private final TlsContext context;
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable TlsChannel tls;
    private String protocol = "";
    private String cipherSuite = "";
    private List<X509Certificate> peerChain = List.of();

    SecureChannel(ByteChannel channel, TlsContext context) {
        this.channel = new HelloChannel(channel);
        this.context = context;
    }

    /**
     * Handshakes, or goes on with it. To be called before anything else, until it says so.
     *
     * @return whether it is done; false where the channel had nothing more to read for now
     * @throws SSLException if the two sides do not come together; the client was sent the alert
     * @throws EOFException if the client left
     * @throws IOException as the channel does; as after the others, nothing is left but to close
     */
    public boolean handshake() throws IOException {
        try {
            layer().handshake();
        } catch (NeedsReadException e) {
            return false;
        } catch (SSLException e) {
            alert(e);
            throw e;
        } catch (ClosedChannelException e) {
            throw channel.isOpen() ? new EOFException("the client closed in the handshake") : e;
        }
        SSLSession session = layer().getSslEngine().getSession();
        protocol = session.getProtocol();
        cipherSuite = session.getCipherSuite();
        peerChain = peerChain(session);
        return true;
    }

    /** {@code TLSv1.2} or {@code TLSv1.3}, after the handshake. */
    public String protocol() {
        return protocol;
    }

    /** IANA name of the cipher suite, after the handshake. */
    public String cipherSuite() {
        return cipherSuite;
    }

    /** The client's certificate and what it sent with it, leaf first; possession is proven and nothing else. Empty if it showed none. */
    public List<X509Certificate> peerChain() {
        return peerChain;
    }

    /**
     * @return octets read, 0 where the channel had nothing for now, -1 after the client's close
     * @throws SSLException if the client breaks the protocol; it was sent the alert
     */
    @Override
    public int read(ByteBuffer target) throws IOException {
        try {
            return open().read(target);
        } catch (NeedsReadException e) {
            return 0;
        } catch (SSLException e) {
            alert(e);
            throw e;
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return open().write(source);
    }

    /** Sends close_notify and leaves the channel open. Nothing can be written afterwards. */
    public void sayClose() throws IOException {
        open().shutdown();
    }

    @Override
    public boolean isOpen() {
        return !closed.get() && channel.isOpen();
    }

    /** Sends close_notify where nobody is reading or writing, and closes the channel. */
    @Override
    public void close() throws IOException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        TlsChannel layer = tls;
        if (layer == null) {
            channel.close();
            return;
        }
        try {
            layer.close(); // returns when no thread is inside the engine any more
        } finally {
            if (layer.getSslEngine() instanceof BoringEngine engine) {
                engine.release();
            }
        }
    }

    private TlsChannel open() throws ClosedChannelException {
        TlsChannel layer = tls;
        if (layer == null || closed.get()) {
            throw new ClosedChannelException();
        }
        return layer;
    }

    private TlsChannel layer() throws IOException {
        if (tls == null) {
            Optional<ClientHello> hello = channel.look();
            if (context.asksForSha1(hello)) {
                channel.write(ByteBuffer.wrap(HANDSHAKE_FAILURE));
                throw new SSLHandshakeException(
                        "the client verifies no RSA signature but with SHA-1 or MD5 (RFC 9155)");
            }
            SSLEngine engine = context.engineFor(hello);
            tls = ServerTlsChannel.newBuilder(channel, (SSLContext) null)
                    .withEngineFactory(noContext -> engine)
                    .withPlainBufferAllocator(DirectBuffers.SHARED)
                    .withEncryptedBufferAllocator(DirectBuffers.SHARED)
                    .build();
        }
        return tls;
    }

    /** Sends the alert that an engine has ready when it fails. */
    private void alert(SSLException failure) {
        TlsChannel layer = tls;
        if (layer == null) {
            return; // refused before there was one, with an alert
        }
        try {
            SSLEngine engine = layer.getSslEngine();
            ByteBuffer alert = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                engine.wrap(ByteBuffer.allocate(0), alert);
                channel.write(alert.flip());
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static List<X509Certificate> peerChain(SSLSession session) throws SSLException {
        try {
            return Chains.reread(session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        } catch (CertificateException e) {
            throw new SSLException("client certificate that is none", e);
        }
    }
}
