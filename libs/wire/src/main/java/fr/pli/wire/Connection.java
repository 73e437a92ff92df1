package fr.pli.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/**
 * One client on one listener: blocking reads and writes, in clear or inside TLS. Reading belongs to the thread that converses;
 * writing may be done from any thread by one at a time (see {@link #output()}).
 */
public interface Connection extends AutoCloseable {

    /** Joins all log lines of this connection: 12 characters, unique on this node. */
    String id();

    /** Where the client is, after PROXY protocol where that is on. */
    InetSocketAddress peer();

    /** Whether what travels is inside TLS now. */
    boolean isTls();

    /** Protocol and cipher suite of the TLS session ({@code "TLSv1.3 TLS_AES_256_GCM_SHA384"}), for logs and Received; empty in clear. */
    String tlsDescription();

    /** The client's certificate and what it sent with it, leaf first, possession proven by the handshake and nothing else; empty if none. */
    List<X509Certificate> peerChain();

    /** Whether this listener can still start TLS here: it has a context and the connection is in clear. */
    boolean canStartTls();

    /**
     * Handshakes as the server. What the client had pipelined in clear is thrown away before (RFC 3207 section 4.2, RFC 9051 section 11.1).
     * Flush the answer to STARTTLS first.
     *
     * @throws IOException when the handshake fails; the connection is of no more use
     */
    void startTls() throws IOException;

    /**
     * One line without its CRLF. Only CRLF ends a line: a lone CR or LF is part of it, for the parser to refuse.
     *
     * @param limit the longest line in octets
     * @throws BudgetException if the line is longer or the budget before authentication is spent
     * @throws TimedOutException if it did not come within the {@link #patience(Duration)}
     * @throws EOFException if the client closed
     */
    byte[] readLine(int limit) throws IOException;

    /** What the client sends, as octets. The same budgets and time-outs as {@link #readLine}; it never reads past what its reader asks for. */
    InputStream input();

    /** Whether more of the client's octets are here already: an answer may then wait for the next one's flush. */
    boolean hasInput();

    /** What goes to the client, buffered until {@link #flush()} or until the buffer is full. */
    OutputStream output();

    /** Writes {@code line} and CRLF as UTF-8 into {@link #output()}. */
    default void send(String line) throws IOException {
        output().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends what is buffered. */
    void flush() throws IOException;

    /** How long the client may take for its next line, or in the midst of a literal or body for its next 64 KiB. Stays until set again. */
    void patience(Duration patience);

    /** Lifts the budget of octets before authentication: call it once the client is known. */
    void authenticated();

    /** Whether the node is about to stop: finish what was asked, say goodbye, return. */
    boolean draining();

    /** Closes without a word; never throws. A blocked reader or writer gets an IOException. */
    @Override
    void close();
}
