package fr.pli.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/** A client inside TLS that says what it is told and hears whole replies. One character is one octet. */
final class TestClient implements AutoCloseable {

    private final SSLSocket socket;
    private final OutputStream out;
    private final BufferedReader in;

    /** Connects and hears the greeting. */
    TestClient(InetSocketAddress address) throws IOException {
        socket = (SSLSocket) TestTls.CLIENT.getSocketFactory().createSocket(address.getAddress(), address.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        out = socket.getOutputStream();
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        reply();
    }

    /** Sends a line and hears its reply. */
    String say(String line) throws IOException {
        send(line + "\r\n");
        return reply();
    }

    /** Says EHLO and what comes before the data of a message. */
    void beginData() throws IOException {
        say("EHLO client.test");
        say("MAIL FROM:<a@medecin.pli.mssante.fr>");
        say("RCPT TO:<b@pli.mssante.fr>");
        say("DATA");
    }

    void send(String octets) throws IOException {
        send(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] octets) throws IOException {
        out.write(octets);
        out.flush();
    }

    /** The last line of the next reply. */
    String reply() throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return line == null ? "closed" : line;
    }

    /** All that comes until the server closes. */
    String rest() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            all.append((char) octet);
        }
        return all.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
