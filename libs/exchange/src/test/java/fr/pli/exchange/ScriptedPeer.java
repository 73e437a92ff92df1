package fr.pli.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Another operator's server, on a free port of loopback: it says to each verb what it is told to, {@code .} being the end of a message. */
final class ScriptedPeer implements AutoCloseable {

    private final ServerSocket server;
    private final SSLContext tls;
    private final String[] protocols;
    private final Map<String, String> answers = new ConcurrentHashMap<>(Map.of(
            "EHLO", "250-scripted\r\n250 STARTTLS",
            "TLS-EHLO", "250-scripted\r\n250-8BITMIME\r\n250-SIZE 1000000\r\n250 DSN",
            "STARTTLS", "220 go",
            "DATA", "354 go on",
            "QUIT", "221 bye"));
    private final Map<String, Runnable> before = new ConcurrentHashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();

    /** @param protocols of TLS that it speaks; the platform's if none is named */
    ScriptedPeer(SSLContext tls, String... protocols) throws IOException {
        this.tls = tls;
        this.protocols = protocols;
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("peer").start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> serve(socket));
                } catch (IOException e) {
                    return; // the test is over
                }
            }
        });
    }

    ScriptedPeer on(String verb, String answer) {
        answers.put(verb, answer);
        return this;
    }

    /** What happens before it answers. */
    void before(String verb, Runnable event) {
        before.put(verb, event);
    }

    Routes.Host host() {
        return new Routes.Host("127.0.0.1", server.getLocalPort());
    }

    /** What was asked, in order. */
    List<String> commands() {
        return commands;
    }

    /** What was sent as data. */
    List<String> messages() {
        return messages;
    }

    private void serve(Socket socket) {
        try (socket) {
            converse(socket);
        } catch (IOException e) {
            // the client left
        }
    }

    private void converse(Socket clear) throws IOException {
        Socket socket = clear;
        BufferedReader in = reader(socket);
        say(socket, "220 scripted");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            commands.add(line);
            String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            String answer = answer(socket instanceof SSLSocket && verb.equals("EHLO") ? "TLS-EHLO" : verb);
            say(socket, answer);
            if (verb.equals("STARTTLS")) {
                SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
                if (protocols.length > 0) {
                    secure.setEnabledProtocols(protocols);
                }
                secure.setUseClientMode(false);
                secure.startHandshake();
                socket = secure;
                in = reader(socket);
            } else if (verb.equals("DATA") && answer.startsWith("354")) {
                messages.add(data(in));
                say(socket, answer("."));
            }
        }
    }

    private String answer(String verb) {
        before.getOrDefault(verb, () -> {}).run();
        return answers.getOrDefault(verb, "250 ok");
    }

    private static String data(BufferedReader in) throws IOException {
        StringBuilder data = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            data.append(line).append("\r\n");
        }
        return data.toString();
    }

    private static void say(Socket socket, String answer) throws IOException {
        socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
