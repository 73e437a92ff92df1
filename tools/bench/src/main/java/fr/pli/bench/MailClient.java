package fr.pli.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import tlschannel.ClientTlsChannel;

/** A client of IMAP or SMTP inside TLS that costs little itself: BoringSSL, one buffer, no copies of what it does not look at. */
final class MailClient implements AutoCloseable {

    private final ByteChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(32 * 1024).flip();
    private byte[] line = new byte[512];

    /** Connects to loopback and handshakes. */
    MailClient(int port, Clients tls) throws IOException {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), tls);
    }

    /** Connects and handshakes. */
    MailClient(InetSocketAddress address, Clients tls) throws IOException {
        SocketChannel socket = SocketChannel.open(address);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        ClientTlsChannel secured = ClientTlsChannel.newBuilder(socket, tls.engine(address.getPort()))
                .build();
        secured.handshake();
        channel = secured;
    }

    /** The same with IMAP, logged in. */
    static MailClient imap(Contender contender, Contender.Account account, Clients tls) throws IOException {
        MailClient client = new MailClient(contender.port(Contender.Service.IMAPS), tls);
        client.readLine();
        client.imap("a", "AUTHENTICATE XOAUTH2 " + xoauth2(account));
        return client;
    }

    /** The same with INBOX selected, in IDLE (RFC 2177); the command's tag is {@code i}. */
    static MailClient idle(Contender contender, Contender.Account account, Clients tls) throws IOException {
        MailClient client = imap(contender, account, tls);
        client.imap("s", "SELECT INBOX");
        client.send("i IDLE\r\n");
        expect(client.readLine(), "+");
        return client;
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] octets) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(octets);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** The next line without its end. */
    String readLine() throws IOException {
        int length = 0;
        for (byte octet = next(); octet != '\n'; octet = next()) {
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = octet;
        }
        return new String(line, 0, length, StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** The last line of an SMTP reply. */
    String reply() throws IOException {
        String last = readLine();
        while (last.length() > 3 && last.charAt(3) == '-') {
            last = readLine();
        }
        return last;
    }

    /** Sends an SMTP command whose reply must begin so. */
    void smtp(String command, String expected) throws IOException {
        send(command + "\r\n");
        expect(reply(), expected);
    }

    /** AUTH XOAUTH2; the token comes in a line of its own, since some take no command so long (RFC 4954 section 4). */
    void smtpLogin(Contender.Account account) throws IOException {
        smtp("AUTH XOAUTH2", "334");
        smtp(xoauth2(account), "235");
    }

    /** Sends an IMAP command and reads to its tagged answer, which must be OK. Returns the last untagged line before it. */
    String imap(String tag, String command) throws IOException {
        send(tag + " " + command + "\r\n");
        return imapAnswer(tag);
    }

    /** The same; returns how many of the untagged lines end so. */
    int imapCount(String tag, String command, String end) throws IOException {
        send(tag + " " + command + "\r\n");
        int count = 0;
        for (String answer = readLine(); !answer.startsWith(tag + " "); answer = readLine()) {
            if (answer.endsWith(end)) {
                count++;
            }
        }
        return count;
    }

    /** How many messages an answer to STATUS tells. */
    static long messages(String status) {
        return Long.parseLong(status.replaceAll(".*MESSAGES (\\d+).*", "$1"));
    }

    /** Reads past literals to the tagged answer of a command that was sent. */
    String imapAnswer(String tag) throws IOException {
        String untagged = "";
        for (String answer = readLine(); ; answer = readLine()) {
            if (answer.startsWith(tag + " ")) {
                expect(answer, tag + " OK");
                return untagged;
            }
            untagged = answer;
            if (answer.endsWith("}")) {
                skip(Integer.parseInt(answer.substring(answer.lastIndexOf('{') + 1, answer.length() - 1)));
            }
        }
    }

    /** SASL XOAUTH2 with an initial response, base64. */
    static String xoauth2(Contender.Account account) {
        String text = "user=" + account.address() + "\u0001auth=Bearer " + account.token() + "\u0001\u0001";
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** SASL PLAIN beside a certificate, with a password that means nothing, base64. */
    static String plain(Contender.Account account) {
        String text = "\0" + account.address() + "\0none";
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static void expect(String answer, String start) throws IOException {
        if (!answer.startsWith(start)) {
            throw new IOException("expected " + start + ", got " + answer);
        }
    }

    private void skip(int octets) throws IOException {
        int left = octets;
        while (left > 0) {
            fill();
            int some = Math.min(left, in.remaining());
            in.position(in.position() + some);
            left -= some;
        }
    }

    private byte next() throws IOException {
        fill();
        return in.get();
    }

    private void fill() throws IOException {
        if (!in.hasRemaining()) {
            in.clear();
            if (channel.read(in) < 0) {
                throw new EOFException("closed by the server");
            }
            in.flip();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
