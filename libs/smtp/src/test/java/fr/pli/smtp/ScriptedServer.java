package fr.pli.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A server that says what it is told to, whatever is asked: answers by verb, in turn, the last one for all that follow. {@code GREETING},
 * {@code EHLO} in clear, {@code TLS-EHLO} and {@code .} for the end of a message are verbs too. {@link #HANG_UP} in place of an answer
 * closes the connection.
 */
final class ScriptedServer implements AutoCloseable {

    static final String HANG_UP = "";

    private final ServerSocket server;
    private final SSLContext tls;
    private final Map<String, Deque<String>> answers = new HashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private volatile boolean pipelined;

    ScriptedServer(SSLContext tls) throws IOException {
        this.tls = tls;
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        on("GREETING", "220 scripted");
        on("EHLO", "250-scripted\r\n250 STARTTLS");
        on("STARTTLS", "220 go");
        on("TLS-EHLO", "250-scripted\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-SIZE 1000000\r\n250 DSN");
        on("MAIL", "250 ok");
        on("RCPT", "250 ok");
        on("DATA", "354 go on");
        on(".", "250 taken");
        on("RSET", "250 ok");
        on("NOOP", "250 ok");
        on("QUIT", "221 bye");
    }

    /** Says this to that verb: one answer for each time, without the last line's end. */
    ScriptedServer on(String verb, String... said) {
        answers.put(verb, new ArrayDeque<>(Arrays.asList(said)));
        return this;
    }

    /** Begins to serve, one connection after the other. */
    ScriptedServer start() {
        Thread.ofVirtual().name("scripted").start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    converse(socket);
                } catch (IOException e) {
                    // the client left, or the test is over
                }
            }
        });
        return this;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** What was asked, in order, EHLO inside TLS as {@code TLS-EHLO}. */
    List<String> commands() {
        return commands;
    }

    /** What was sent as data, dots still doubled. */
    List<String> messages() {
        return messages;
    }

    /** Whether a command came before the one before it was answered. */
    boolean wasPipelined() {
        return pipelined;
    }

    private void converse(Socket clear) throws IOException {
        Socket socket = clear;
        BufferedReader in = reader(socket);
        say(socket, next("GREETING"));
        while (true) {
            String command = in.readLine();
            if (command == null) {
                return;
            }
            pipelined |= in.ready();
            String asked = socket instanceof SSLSocket && command.startsWith("EHLO") ? "TLS-" + command : command;
            commands.add(asked);
            String verb = asked.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            String answer = next(verb);
            if (answer.equals(HANG_UP)) {
                return;
            }
            say(socket, answer);
            if (verb.equals("STARTTLS") && answer.startsWith("220")) {
                SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
                secure.startHandshake();
                socket = secure;
                in = reader(socket);
            } else if (verb.equals("DATA") && answer.startsWith("354")) {
                messages.add(data(in));
                String end = next(".");
                if (end.equals(HANG_UP)) {
                    return;
                }
                say(socket, end);
            }
        }
    }

    private static String data(BufferedReader in) throws IOException {
        StringBuilder data = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            data.append(line).append("\r\n");
        }
        return data.toString();
    }

    private String next(String verb) {
        Deque<String> said = answers.getOrDefault(verb, new ArrayDeque<>(List.of("500 what")));
        return said.size() > 1 ? said.removeFirst() : said.getFirst();
    }

    private static void say(Socket socket, String answer) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
