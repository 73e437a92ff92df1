package fr.pli.wire;

import fr.pli.mss.Printable;
import fr.pli.tls.SecureChannel;
import fr.pli.tls.TlsContext;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client on one listener: blocking reads and writes, in clear or inside TLS. Reading belongs to the thread that converses;
 * writing may be done from any thread, one write or flush at a time (see {@link #output()}).
 */
public final class Connection implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Connection.class);
    /** A hello, a long chain of certificates and what goes with them. */
    private static final int HANDSHAKE_OCTETS = 64 * 1024;

    private static final Duration LINGER = Duration.ofSeconds(2);

    private final String id;
    private final WatchedSocket socket;
    private final Encryption encryption;
    private final Limits limits;
    private final ListenerEvents events;
    private final ConnectionInput input;
    private final ConnectionOutput output;

    private InetSocketAddress peer;
    private volatile @Nullable SecureChannel tls;
    private volatile @Nullable DeflateChannel deflate;
    private Duration patience;

    Connection(
            String id,
            InetSocketAddress peer,
            WatchedSocket socket,
            Encryption encryption,
            Limits limits,
            ListenerEvents events) {
        this.id = id;
        this.peer = peer;
        this.socket = socket;
        this.encryption = encryption;
        this.limits = limits;
        this.events = events;
        input = new ConnectionInput(socket, limits.octetsBeforeAuthentication());
        output = new ConnectionOutput(socket);
        patience = limits.handshake();
    }

    /** Joins all log lines of this connection: 12 characters, unique on this node. */
    public String id() {
        return id;
    }

    /** Where the client is, after PROXY protocol where that is on. */
    public InetSocketAddress peer() {
        return peer;
    }

    /** Whether what travels is inside TLS now. */
    public boolean isTls() {
        return tls != null;
    }

    /** Protocol and cipher suite of the TLS session ({@code "TLSv1.3 TLS_AES_256_GCM_SHA384"}), for logs and Received; empty in clear. */
    public String tlsDescription() {
        return tls == null ? "" : tls.protocol() + " " + tls.cipherSuite();
    }

    /** The client's certificate and what it sent with it, leaf first, possession proven by the handshake and nothing else; empty if none. */
    public List<X509Certificate> peerChain() {
        return tls == null ? List.of() : tls.peerChain();
    }

    /** Whether this listener can still start TLS here: it has a context and the connection is in clear. */
    public boolean canStartTls() {
        return tls == null && encryption instanceof Encryption.StartTls;
    }

    /**
     * Handshakes as the server. What the client had pipelined in clear is thrown away before (RFC 3207 section 4.2, RFC 9051 section 11.1).
     * Flush the answer to STARTTLS first.
     *
     * @throws IOException when the handshake fails; the connection is of no more use
     */
    public void startTls() throws IOException {
        if (!canStartTls()) {
            throw new IOException("no TLS to start here");
        }
        int pipelined = input.discard();
        if (pipelined > 0) {
            log.warn("starttls session={} peer={} discarded={}", id, peer, pipelined);
        }
        handshake();
    }

    /** Whether what travels is compressed (see {@link #compress()}). */
    public boolean isCompressed() {
        return deflate != null;
    }

    /**
     * Compresses what goes and inflates what comes, from here on (RFC 4978): also what the client has sent already, so that nothing of it that
     * was in clear is taken for a command. Flush the answer first. To be called once, by the thread that reads.
     *
     * @throws IOException if it is compressed already
     */
    public void compress() throws IOException {
        if (deflate != null) {
            throw new IOException("compressed already");
        }
        SecureChannel secure = tls;
        DeflateChannel channel = secure == null
                ? new DeflateChannel(socket, socket, input.taken())
                : new DeflateChannel(secure, secure, input.taken());
        deflate = channel;
        input.switchTo(channel);
        output.switchTo(channel);
    }

    /** Takes the client's address from the header that a proxy sends first. */
    void takeProxyHeader() throws IOException, ProxySyntaxException {
        byte[] fixed = socket.readFully(ProxyHeader.FIXED);
        byte[] rest = socket.readFully(ProxyHeader.length(fixed));
        peer = ProxyHeader.source(fixed, rest).orElse(peer);
    }

    /** As {@link #startTls()}, from the first octet on a listener with implicit TLS. */
    void handshake() throws IOException {
        TlsContext context = switch (encryption) {
            case Encryption.StartTls(TlsContext c) -> c;
            case Encryption.Implicit(TlsContext c) -> c;
            case Encryption.None() -> throw new IOException("no TLS on this listener");
        };
        long begin = System.nanoTime();
        SecureChannel secure = context.server(socket);
        try {
            handshake(secure);
        } catch (IOException | RuntimeException e) {
            events.handshakeFailed();
            log.info(
                    "tls failed session={} peer={} reason=\"{}\"",
                    id,
                    peer,
                    Printable.line(String.valueOf(e.getMessage())));
            secure.close();
            throw e;
        }
        input.switchTo(secure);
        output.switchTo(secure);
        tls = secure;
        events.handshake(tlsDescription(), Duration.ofNanos(System.nanoTime() - begin));
    }

    private void handshake(SecureChannel secure) throws IOException {
        socket.reading.set(limits.handshake());
        socket.reading.restart();
        socket.allow(HANDSHAKE_OCTETS);
        while (!secure.handshake()) {
            if (!socket.await()) {
                throw new EOFException("the client closed in the handshake");
            }
        }
        socket.allowAll();
        socket.reading.set(patience);
    }

    /**
     * One line without its CRLF. Only CRLF ends a line: a lone CR or LF is part of it, for the parser to refuse.
     *
     * @param limit the longest line in octets
     * @throws BudgetException if the line is longer or the budget before authentication is spent
     * @throws TimedOutException if it did not come within the {@link #patience(Duration)}, or if the node stops before the line began
     *     (see {@link #draining()})
     * @throws EOFException if the client closed
     */
    public byte[] readLine(int limit) throws IOException {
        return input.readLine(limit);
    }

    /**
     * What the client sends, as octets. The same budgets and time-outs as {@link #readLine}; it never reads past what its reader asks for.
     * It has no end: where the client closes, it throws {@link EOFException}, so that a message cut short is never taken for a whole one.
     */
    public InputStream input() {
        return input;
    }

    /**
     * Gives back the last {@code count} octets of the latest read from {@link #input()}, to come again. For whoever reads in blocks what
     * ends with a mark (RFC 5321 section 4.1.1.4).
     */
    public void unread(int count) {
        input.unread(count);
    }

    /** Whether more of the client's octets are here already: an answer may then wait for the next one's flush. */
    public boolean hasInput() throws IOException {
        return input.hasInput();
    }

    /**
     * What goes to the client, buffered until {@link #flush()} or until the buffer is full. Each write is whole: a line that is written at
     * once never mixes with another thread's.
     */
    public OutputStream output() {
        return output;
    }

    /** Writes {@code line} and CRLF as UTF-8 into {@link #output()}, at once. */
    public void send(String line) throws IOException {
        output.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends what is buffered. */
    public void flush() throws IOException {
        output.flush();
    }

    /** How long the client may take for its next line, or in the midst of a literal or body for its next 64 KiB. Stays until set again. */
    public void patience(Duration patience) {
        this.patience = patience;
        socket.reading.set(patience);
    }

    /** Lifts the budget of octets before authentication: call it once the client is known. */
    public void authenticated() {
        input.authenticated();
    }

    /** Whether the node is about to stop: finish what was asked, say goodbye, return. */
    public boolean draining() {
        return input.draining();
    }

    /** Closes without a word; never throws. A blocked reader or writer gets an IOException. */
    @Override
    public void close() {
        socket.close(); // first, so that nobody is left inside TLS
        DeflateChannel compression = deflate;
        if (compression != null) {
            compression.close();
        }
        if (tls != null) {
            try {
                tls.close();
            } catch (IOException e) {
                log.debug("closed session={} reason=\"{}\"", id, e.toString());
            }
        }
    }

    /** The conversation is about to end: a reader that waits for a line to begin gets a {@link TimedOutException}. For any thread. */
    public void drain() {
        input.drain();
    }

    /** This client is not to be waited for: a reader that waits for a line to begin gets a {@link TimedOutException}. For any thread. */
    public void endWait() {
        input.endWait();
    }

    void reap(long now) {
        socket.reap(now);
    }

    /** The conversation is over: sends what is left and closes so that the client reads all of it. */
    void finish() throws IOException {
        output.flush();
        if (tls != null) {
            tls.sayClose();
        }
        socket.linger(LINGER);
    }
}
