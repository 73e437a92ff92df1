package fr.pli.sandbox;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Speaks IMAP or SMTP line by line over a real socket, so that a step can show the very bytes that a client sees. */
public final class LineClient implements AutoCloseable {

    private static final int PATIENCE_MS = 60_000;

    private final String host;
    private Socket socket;
    private InputStream in;

    /** Connects in clear to the loopback address; {@code host} is the name that the certificate must carry. */
    public LineClient(String host, int port) throws IOException {
        this.host = host;
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Handshakes as the client, with whatever protocols and suites; empty arrays for those of the context. */
    LineClient tls(SSLContext context, String[] protocols, String[] suites) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        if (protocols.length > 0) {
            tls.setEnabledProtocols(protocols);
        }
        if (suites.length > 0) {
            tls.setEnabledCipherSuites(suites);
        }
        tls.startHandshake();
        socket = tls;
        in = new BufferedInputStream(tls.getInputStream());
        return this;
    }

    /** Handshakes with what the context has. */
    public LineClient tls(SSLContext context) throws IOException {
        return tls(context, new String[0], new String[0]);
    }

    /** Sends a line, or a literal whose last line end is left out. */
    public void send(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Sends octets that need not be a line. */
    void sendOctets(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /**
     * Sends the same octets again and again without waiting for an answer, until the server closes or it was so often.
     *
     * @return the last line that the server said before it closed
     * @throws AssertionError if it took all of it
     */
    String pour(String octets, int times) throws IOException {
        Thread pouring = Thread.ofVirtual().start(() -> {
            try {
                for (int n = 0; n < times; n++) {
                    sendOctets(octets);
                }
            } catch (IOException _) {
                // closed, as it should be: the reader tells with which word
            }
        });
        String last = "";
        try {
            for (String line = read(); ; line = read()) {
                last = line;
            }
        } catch (EOFException | SocketException _) {
            pouring.interrupt();
            return last;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("still open; last: " + last, e);
        }
    }

    /** Reads for so long, whatever comes; whether the server has closed. */
    boolean closedWithin(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            int octet = in.read();
            while (octet >= 0) {
                octet = in.read();
            }
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (SocketException _) {
            return true; // reset
        } finally {
            socket.setSoTimeout(PATIENCE_MS);
        }
    }

    /** The next line, without its end. */
    public String read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("closed by the server");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /** Sends octets as they are and returns the first two that come back. */
    byte[] answer(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        return in.readNBytes(2);
    }

    /** Sends an SMTP command and returns the last line of its reply. */
    public String smtp(String command) throws IOException {
        send(command);
        return smtpReply();
    }

    /** The last line of the SMTP reply that comes. */
    public String smtpReply() throws IOException {
        String line = read();
        while (line.length() > 3 && line.charAt(3) == '-') {
            line = read();
        }
        return line;
    }

    /** Sends an IMAP command and returns its tagged line without the tag; untagged lines are passed over. */
    public String imap(String tag, String command) throws IOException {
        send(tag + " " + command);
        return tagged(tag);
    }

    /** As {@link #imap}, where the answer has literals whose octets may look like lines: they are passed over. */
    String imapOctets(String tag, String command) throws IOException {
        send(tag + " " + command);
        String line = read();
        while (!line.startsWith(tag + " ")) {
            if (line.matches("(?s).*\\{\\d+}")) {
                in.skipNBytes(Long.parseLong(line.substring(line.lastIndexOf('{') + 1, line.length() - 1)));
            }
            line = read();
        }
        return line.substring(tag.length() + 1);
    }

    /** The tagged line that comes, without the tag, or a continuation ({@code +}) as it is. */
    public String tagged(String tag) throws IOException {
        String line = read();
        while (!line.startsWith(tag + " ") && !line.startsWith("+")) {
            line = read();
        }
        return line.startsWith("+") ? line : line.substring(tag.length() + 1);
    }

    /**
     * Sends a message as SMTP DATA and returns the reply to it.
     *
     * @throws AssertionError if DATA is not taken
     */
    String data(byte[] message) throws IOException {
        String go = smtp("DATA");
        if (!go.startsWith("354")) {
            throw new AssertionError(go);
        }
        return content(message);
    }

    /** Sends the message itself, after 354, dots stuffed (RFC 5321 section 4.5.2), and returns the reply to it. */
    public String content(byte[] message) throws IOException {
        OutputStream out = new BufferedOutputStream(socket.getOutputStream());
        boolean lineStart = true;
        for (byte octet : message) {
            if (lineStart && octet == '.') {
                out.write('.');
            }
            out.write(octet);
            lineStart = octet == '\n';
        }
        out.write((lineStart ? ".\r\n" : "\r\n.\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return smtpReply();
    }

    /**
     * Fetches a whole message by UID without marking it read.
     *
     * @throws AssertionError if there is none
     */
    byte[] fetch(String tag, int uid) throws IOException {
        send(tag + " UID FETCH " + uid + " (BODY.PEEK[])");
        String line = read();
        while (!line.endsWith("}")) {
            if (line.startsWith(tag)) {
                throw new AssertionError(line);
            }
            line = read();
        }
        byte[] message = in.readNBytes(Integer.parseInt(line.substring(line.lastIndexOf('{') + 1, line.length() - 1)));
        tagged(tag);
        return message;
    }

    /** The initial response of XOAUTH2 for a BAL and a token, in base64. */
    public static String xoauth2(String bal, String token) {
        return base64("user=" + bal + "\u0001auth=Bearer " + token + "\u0001\u0001");
    }

    /** The response of PLAIN for a BAL and no password, in base64. */
    public static String plain(String bal) {
        return base64("\0" + bal + "\0");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
