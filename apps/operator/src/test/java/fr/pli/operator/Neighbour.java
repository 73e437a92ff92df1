package fr.pli.operator;

import fr.pli.igc.Credential;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The server of another operator, as plain as it can be, so that it can do what ours does not: show an expired certificate, or speak in
 * clear. {@code inconnu@} is unknown to it, {@code plein@} is full, {@code occupe@} is busy the first time.
 */
final class Neighbour {

    /**
     * A message that it took.
     *
     * @param commands MAIL and RCPT as they came
     */
    record Taken(List<String> commands, String message) {}

    private final ServerSocket socket;
    private final Optional<SSLContext> tls;
    private final String[] versions;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();

    private Neighbour(Optional<SSLContext> tls, String... versions) throws IOException {
        this.tls = tls;
        this.versions = versions;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** One that shows this certificate. */
    static Neighbour open(Credential credential) throws IOException {
        return open(credential, "TLSv1.3", "TLSv1.2");
    }

    /** One that speaks these versions of TLS. */
    static Neighbour open(Credential credential, String... versions) throws IOException {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(credential.keyStore("pli"), "pli".toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return new Neighbour(Optional.of(context), versions);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    /** One that offers no TLS. */
    static Neighbour open() throws IOException {
        return new Neighbour(Optional.empty());
    }

    /** A port where nobody listens. */
    static int portOfNobody() throws IOException {
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return gone.getLocalPort();
        }
    }

    /** A port, on all addresses of loopback, where connections are taken and nothing is said. */
    static int portOfTheSilent() throws IOException {
        ServerSocket silent = new ServerSocket(0, 1000);
        return silent.getLocalPort();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** What it took, in order. */
    List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** How often somebody connected. */
    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            converse(client);
        } catch (IOException e) {
            // a client that does not like what it sees leaves
        }
    }

    private void converse(Socket client) throws IOException {
        Line line = new Line(client);
        List<String> commands = new ArrayList<>();
        line.say("220 mss.voisin.test ESMTP");
        for (String command = line.hear(); command != null; command = line.hear()) {
            String verb = command.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" ->
                    line.say("250-mss.voisin.test\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SIZE 150000\r\n250 "
                            + (line.isSecure() || tls.isEmpty() ? "DSN" : "STARTTLS"));
                case "STARTTLS" -> {
                    line.say("220 2.0.0 go");
                    line = line.secured(tls.orElseThrow(), versions);
                }
                case "MAIL", "RCPT" -> line.say(answer(command, commands));
                case "DATA" -> {
                    line.say("354 go");
                    taken.add(new Taken(List.copyOf(commands), line.message()));
                    line.say("250 2.0.0 taken");
                    commands.clear();
                }
                case "QUIT" -> {
                    line.say("221 2.0.0 bye");
                    return;
                }
                default -> {
                    commands.clear();
                    line.say("250 2.0.0 ok");
                }
            }
        }
    }

    private String answer(String command, List<String> commands) {
        if (command.contains("<inconnu@")) {
            return "550 5.1.1 BAL inconnue";
        }
        if (command.contains("<occupe@") && busy.incrementAndGet() == 1) {
            return "451 4.3.2 later";
        }
        commands.add(command);
        return "250 2.1.0 ok";
    }

    /** One side of a connection. */
    private static final class Line {

        private final Socket socket;
        private final BufferedReader in;
        private final PrintStream out;

        Line(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            this.out = new PrintStream(socket.getOutputStream(), false, StandardCharsets.UTF_8);
        }

        boolean isSecure() {
            return socket instanceof SSLSocket;
        }

        Line secured(SSLContext tls, String... versions) throws IOException {
            SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
            secure.setUseClientMode(false);
            secure.setEnabledProtocols(versions);
            secure.setWantClientAuth(false);
            secure.startHandshake();
            return new Line(secure);
        }

        void say(String line) {
            out.print(line + "\r\n");
            out.flush();
        }

        @Nullable
        String hear() throws IOException {
            return in.readLine();
        }

        String message() throws IOException {
            StringBuilder message = new StringBuilder();
            for (String line = hear(); line != null && !line.equals("."); line = hear()) {
                message.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            return message.toString();
        }
    }
}
