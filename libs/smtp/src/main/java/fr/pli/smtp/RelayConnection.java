package fr.pli.smtp;

import fr.pli.mss.MssAddress;
import fr.pli.wire.Deadline;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Our side of a connection to another operator's server: RFC 5321 as a client, never in clear, with PIPELINING (RFC 2920), SIZE, 8BITMIME,
 * SMTPUTF8 and DSN where they are offered. It serves any number of messages, one after the other, on one thread.
 */
public final class RelayConnection implements AutoCloseable {

    /** Commands that are sent before their answers are read: with their answers they fit into the buffers of both sides. */
    private static final int IN_FLIGHT = 100;

    private static final int BUFFER = 16 * 1024;
    private static final Duration TO_ANSWER = Duration.ofSeconds(5);
    private static final Duration TO_LEAVE = Duration.ofSeconds(2);

    private final RelaySettings settings;
    /** What TLS runs over; closing it ends whatever waits in {@code socket}. */
    private final Socket transport;

    private Socket socket;
    private RelayInput in;
    private OutputStream out;
    private Set<String> extensions = Set.of();
    private OptionalLong mostOctets = OptionalLong.empty();
    private List<X509Certificate> peerChain = List.of();
    private boolean usable = true;

    private RelayConnection(RelaySettings settings, Socket socket) throws IOException {
        this.settings = settings;
        this.transport = socket;
        this.socket = socket;
        this.in = new RelayInput(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    /**
     * Connects, secures the connection and greets.
     *
     * @param name of the host, for SNI
     * @throws RelayException if it cannot be used
     */
    public static RelayConnection open(String name, InetSocketAddress address, RelaySettings settings)
            throws RelayException {
        Socket socket = new Socket();
        try (Deadline _ = Deadline.of(socket, settings.connect().multipliedBy(3))) {
            socket.connect(address, (int) settings.connect().toMillis());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) settings.connect().toMillis());
            RelayConnection connection = new RelayConnection(settings, socket);
            connection.begin(name);
            return connection;
        } catch (RelayException e) {
            close(socket);
            throw e;
        } catch (IOException e) {
            close(socket);
            throw new RelayException(
                    socket.isConnected() ? RelayException.Reason.BROKEN : RelayException.Reason.UNREACHABLE, e);
        }
    }

    /** The server's certificate and what it sent with it, leaf first. */
    public List<X509Certificate> peerChain() {
        return peerChain;
    }

    /** Protocol and suite. */
    public String tls() {
        return socket instanceof SSLSocket secure
                ? protocol() + " " + secure.getSession().getCipherSuite()
                : "";
    }

    /** {@code TLSv1.3}. */
    public String protocol() {
        return socket instanceof SSLSocket secure ? secure.getSession().getProtocol() : "";
    }

    /** Whether the server offered this extension, {@code DSN}. */
    public boolean offers(String extension) {
        return extensions.contains(extension);
    }

    /** Whether another message may be sent. */
    public boolean isUsable() {
        return usable;
    }

    /** Whether the server still answers, within a few seconds. */
    public boolean answers() {
        try (Deadline _ = Deadline.of(transport, TO_ANSWER)) {
            usable = usable && ask("NOOP").code() == 250;
        } catch (IOException e) {
            usable = false;
        }
        return usable;
    }

    /**
     * Sends a message.
     *
     * @return the server's last word on each recipient, in their order: positive where it now answers for the message
     * @throws RelayException if the connection breaks; then it is not known who got the message, and nobody should be taken off the queue
     */
    public List<RelayReply> send(RelayMail mail) throws RelayException {
        Optional<RelayReply> impossible = impossible(mail.parameters());
        if (impossible.isPresent()) {
            return mail.recipients().stream().map(_ -> impossible.get()).toList();
        }
        boolean whole = false;
        try (Deadline _ = Deadline.of(transport, settings.data().plus(settings.command()))) {
            socket.setSoTimeout((int) settings.command().toMillis());
            List<RelayReply> replies = transact(mail);
            whole = true;
            return replies;
        } catch (RelayException e) {
            throw e;
        } catch (IOException e) {
            throw new RelayException(RelayException.Reason.BROKEN, e);
        } finally {
            usable = usable && whole;
        }
    }

    /** Says QUIT where that makes sense, and closes. */
    @Override
    public void close() {
        try (Deadline _ = Deadline.of(transport, TO_LEAVE)) {
            if (usable) {
                usable = false;
                ask("QUIT");
            }
            socket.close();
        } catch (IOException e) {
            close(transport);
        }
    }

    private void begin(String name) throws IOException {
        expect(in.next(), RelayException.Reason.UNWILLING, "the greeting");
        greet();
        if (!offers("STARTTLS")) {
            throw new RelayException(RelayException.Reason.NO_TLS, "STARTTLS is not offered");
        }
        expect(ask("STARTTLS"), RelayException.Reason.NO_TLS, "STARTTLS");
        if (!in.isEmpty()) {
            throw new RelayException(RelayException.Reason.NO_SMTP, "more than an answer to STARTTLS");
        }
        secure(name);
        greet();
        socket.setSoTimeout((int) settings.command().toMillis());
    }

    private void secure(String name) throws IOException {
        try {
            SSLSocket secure = (SSLSocket) settings.tls().createSocket(socket, name, socket.getPort(), true);
            if (!settings.protocols().isEmpty()) {
                secure.setEnabledProtocols(settings.protocols().toArray(String[]::new));
            }
            if (settings.named()) {
                SSLParameters parameters = secure.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secure.setSSLParameters(parameters);
            }
            secure.startHandshake();
            peerChain = Arrays.stream(secure.getSession().getPeerCertificates())
                    .map(RelayConnection::x509)
                    .toList();
            socket = secure;
            in = new RelayInput(secure.getInputStream());
            out = new BufferedOutputStream(secure.getOutputStream(), BUFFER);
        } catch (SSLException e) {
            throw new RelayException(RelayException.Reason.HANDSHAKE, e);
        }
    }

    private static X509Certificate x509(Certificate certificate) {
        return (X509Certificate) certificate; // TLS knows no others
    }

    private void greet() throws IOException {
        RelayInput.Lines answer = ask("EHLO " + settings.host());
        expect(answer, RelayException.Reason.UNWILLING, "EHLO");
        List<String[]> offered = answer.texts().stream()
                .skip(1)
                .map(line -> line.toUpperCase(Locale.ROOT).split(" +"))
                .toList();
        extensions = offered.stream().map(words -> words[0]).collect(Collectors.toUnmodifiableSet());
        mostOctets = offered.stream()
                .filter(words -> words[0].equals("SIZE") && words.length > 1 && words[1].matches("[1-9]\\d{0,17}"))
                .mapToLong(words -> Long.parseLong(words[1]))
                .findFirst();
    }

    /** What the server has said that it cannot do. */
    private Optional<RelayReply> impossible(MailParameters parameters) {
        if (parameters.smtpUtf8() && !offers("SMTPUTF8")) {
            return Optional.of(RelayReply.ours(550, "5.6.7", "no-utf8"));
        }
        if (parameters.eightBit() && !offers("8BITMIME")) {
            return Optional.of(RelayReply.ours(550, "5.6.3", "no-8bit"));
        }
        if (mostOctets.isPresent() && parameters.size().orElse(0) > mostOctets.getAsLong()) {
            return Optional.of(RelayReply.ours(552, "5.3.4", "too-big"));
        }
        return Optional.empty();
    }

    private List<RelayReply> transact(RelayMail mail) throws IOException {
        List<String> commands = new ArrayList<>();
        commands.add(mailCommand(mail));
        mail.recipients().forEach(to -> commands.add(rcptCommand(to)));
        commands.add("DATA");

        List<RelayReply> replies = exchange(commands);
        RelayReply sender = replies.getFirst();
        RelayReply data = replies.getLast();
        List<RelayReply> recipients = new ArrayList<>(replies.subList(1, replies.size() - 1));
        if (!sender.isPositive()) {
            recipients.replaceAll(_ -> sender);
        }
        boolean any = recipients.stream().anyMatch(RelayReply::isPositive);
        if (data.code() == 354) {
            RelayReply end = body(any ? mail.octets() : _ -> {});
            recipients.replaceAll(reply -> reply.isPositive() ? end : reply);
        } else if (any) {
            recipients.replaceAll(reply -> reply.isPositive() ? refused(data) : reply);
        }
        if (!any || data.code() != 354) {
            reset();
        }
        return recipients;
    }

    /** Its answers hold even if it hangs up after them. */
    private void reset() {
        try {
            usable = usable && ask("RSET").code() == 250;
        } catch (IOException e) {
            usable = false;
        }
    }

    /** What refuses DATA; an answer that is neither is no promise. */
    private static RelayReply refused(RelayReply data) {
        return data.isPositive() ? new RelayReply(451, "4.5.0", data.text()) : data;
    }

    /** Sends commands and reads their answers, together where the server can take that. */
    private List<RelayReply> exchange(List<String> commands) throws IOException {
        int atOnce = offers("PIPELINING") ? IN_FLIGHT : 1;
        List<RelayReply> replies = new ArrayList<>();
        for (int from = 0; from < commands.size(); from += atOnce) {
            List<String> some = commands.subList(from, Math.min(commands.size(), from + atOnce));
            for (String command : some) {
                write(command);
            }
            out.flush();
            for (int i = 0; i < some.size(); i++) {
                RelayReply reply = in.next().reply();
                leaving(reply);
                replies.add(reply);
            }
        }
        return replies;
    }

    private RelayReply body(RelayMail.Octets octets) throws IOException {
        DotStuffing stuffed = new DotStuffing(out);
        octets.writeTo(stuffed);
        stuffed.finish();
        out.flush();
        socket.setSoTimeout((int) settings.data().toMillis());
        RelayReply reply = in.next().reply();
        leaving(reply);
        return reply;
    }

    /** After 421 the server closes (RFC 5321 section 3.8). */
    private void leaving(RelayReply reply) {
        usable = usable && reply.code() != 421;
    }

    private RelayInput.Lines ask(String command) throws IOException {
        write(command);
        out.flush();
        return in.next();
    }

    private void write(String command) throws IOException {
        out.write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void expect(RelayInput.Lines answer, RelayException.Reason otherwise, String what)
            throws RelayException {
        if (answer.code() / 100 != 2) {
            throw new RelayException(otherwise, what + " is answered by " + answer.code());
        }
    }

    private String mailCommand(RelayMail mail) {
        MailParameters parameters = mail.parameters();
        StringBuilder command = new StringBuilder("MAIL FROM:<")
                .append(mail.sender().map(MssAddress::toString).orElse(""))
                .append('>');
        if (offers("SIZE") && parameters.size().isPresent()) {
            command.append(" SIZE=").append(parameters.size().getAsLong());
        }
        if (offers("8BITMIME") && parameters.eightBit()) {
            command.append(" BODY=8BITMIME");
        }
        if (parameters.smtpUtf8()) {
            command.append(" SMTPUTF8");
        }
        if (offers("DSN")) {
            parameters.ret().ifPresent(ret -> command.append(" RET=").append(ret));
            parameters.envid().ifPresent(id -> command.append(" ENVID=").append(Xtext.encode(id)));
        }
        return command.toString();
    }

    private String rcptCommand(RelayMail.To to) {
        StringBuilder command =
                new StringBuilder("RCPT TO:<").append(to.address()).append('>');
        if (offers("DSN")) {
            to.parameters()
                    .notifyOn()
                    .ifPresent(when -> command.append(" NOTIFY=").append(when));
            to.parameters().orcpt().ifPresent(address -> {
                int type = address.indexOf(';') + 1;
                command.append(" ORCPT=").append(address, 0, type).append(Xtext.encode(address.substring(type)));
            });
        }
        return command.toString();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // nothing is lost: all that counts was answered before
        }
    }
}
