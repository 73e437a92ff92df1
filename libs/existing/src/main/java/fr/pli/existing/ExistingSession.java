package fr.pli.existing;

import fr.pli.imap.mail.MailElsewhere;
import fr.pli.wire.Connection;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session with an existing IMAP server, as its client: logs in, then leaves the octets to whoever goes on. */
final class ExistingSession implements MailElsewhere.Session {

    private static final Logger log = LoggerFactory.getLogger(ExistingSession.class);
    private static final int LINE = 64 * 1024;
    private static final int LINES_AT_LOGIN = 100;
    private static final int BUFFER = 8 * 1024;
    private static final Pattern CODE = Pattern.compile("(?i)^OK \\[CAPABILITY ([^]]*)].*");
    /** Of other codes, such as LIMIT, none says that the password is wrong (RFC 5530). */
    private static final Pattern NO =
            Pattern.compile("(?i)NO (\\[(AUTHENTICATIONFAILED|AUTHORIZATIONFAILED|EXPIRED)]|(?!\\[)).*");

    private static final String UNTAGGED = "* CAPABILITY ";

    private final Socket transport;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private String capabilities = "";

    /** @param transport what TLS runs over: closing it ends whatever waits in {@code socket} */
    private ExistingSession(Socket transport, Socket socket) throws IOException {
        this.transport = transport;
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    /** Connects, and makes sure of the server's name. */
    static ExistingSession open(InetSocketAddress server, SSLSocketFactory tls, Duration patience) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(
                    new InetSocketAddress(server.getHostString(), server.getPort()),
                    Math.toIntExact(patience.toMillis()));
            plain.setSoTimeout(Math.toIntExact(patience.toMillis()));
            plain.setTcpNoDelay(true);
            plain.setKeepAlive(true);
            SSLSocket secure = (SSLSocket) tls.createSocket(plain, server.getHostString(), server.getPort(), true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            ExistingSession session = new ExistingSession(plain, secure);
            session.greet();
            return session;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private void greet() throws IOException {
        String greeting = line();
        if (!greeting.startsWith("* OK")) {
            throw new IOException("the server does not greet with OK");
        }
    }

    /**
     * AUTHENTICATE PLAIN. After it the patience of the log-in is over: answers take as long as they take.
     *
     * @param asWhom empty for {@code user} himself
     * @return whether the server agrees
     * @throws IOException if it gives neither a yes nor a no
     */
    boolean login(String asWhom, String user, String password) throws IOException {
        String response = asWhom + '\0' + user + '\0' + password;
        send("p1 AUTHENTICATE PLAIN");
        if (!line().startsWith("+")) {
            throw new IOException("the server takes no AUTHENTICATE PLAIN");
        }
        send(Base64.getEncoder().encodeToString(response.getBytes(StandardCharsets.UTF_8)));
        String answer = answer("p1");
        if (NO.matcher(answer).matches()) {
            return false;
        }
        if (!answer.startsWith("OK")) {
            throw new IOException("the server answers neither yes nor no");
        }
        Matcher told = CODE.matcher(answer);
        if (told.matches()) {
            capabilities = told.group(1);
        } else {
            send("p2 CAPABILITY");
            answer("p2");
        }
        socket.setSoTimeout(0);
        return true;
    }

    @Override
    public String capabilities() {
        return ExistingAnswers.capabilities(capabilities);
    }

    @Override
    public void converse(Connection client, MailElsewhere.Terms terms) throws IOException {
        new ExistingConversation(client, this, terms).run();
    }

    /** What it sends. */
    InputStream in() {
        return in;
    }

    /** What goes to it, buffered. */
    OutputStream out() {
        return out;
    }

    private void send(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** The tagged answer without its tag. */
    private String answer(String tag) throws IOException {
        for (int lines = 0; lines < LINES_AT_LOGIN; lines++) {
            String line = line();
            if (line.startsWith(tag + " ")) {
                return line.substring(tag.length() + 1);
            }
            if (line.toUpperCase(Locale.ROOT).startsWith(UNTAGGED)) {
                capabilities = line.substring(UNTAGGED.length());
            }
        }
        throw new IOException("the server talks without end");
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (line.size() < LINE) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("the server closed");
            }
            if (octet == '\n') {
                return line.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            line.write(octet);
        }
        throw new IOException("a line of the server has no end");
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            log.debug("closing failed: {}", e.toString());
        }
    }
}
