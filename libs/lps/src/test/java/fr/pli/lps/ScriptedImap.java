package fr.pli.lps;

import fr.pli.compose.ComposeSettings;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that gives to the first of its words that a command contains the answers of a script, and to all else its consent. */
final class ScriptedImap implements AutoCloseable {

    final List<String> told = new CopyOnWriteArrayList<>();

    private final Map<String, String> answers = new LinkedHashMap<>();
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

    ScriptedImap() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    ScriptedImap answering(String word, String... lines) {
        answers.put(word, String.join("\r\n", lines) + "\r\n");
        return this;
    }

    /** Over a connection in clear, as {@link MailSession} never opens one. */
    Inbox inbox() throws IOException {
        try {
            Store store = Session.getInstance(new Properties()).getStore("imap");
            store.connect("localhost", socket.getLocalPort(), "paul", "x");
            return Inbox.open(store, ComposeSettings.of(Samples.NIL));
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    private void serve() {
        try {
            while (true) {
                try (Socket client = socket.accept()) {
                    converse(client);
                }
            }
        } catch (SocketException closed) {
            // the end of the test
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void converse(Socket client) throws IOException {
        say(client, "* OK hello\r\n");
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            told.add(line);
            if (line.contains("CAPABILITY")) {
                say(client, "* CAPABILITY IMAP4rev1\r\n");
            } else if (line.contains("SELECT")) {
                say(client, "* 4 EXISTS\r\n* OK [UIDVALIDITY 1] x\r\n* OK [UIDNEXT 9] x\r\n* FLAGS ()\r\n");
            } else if (line.contains("FETCH 4 (UID)")) {
                say(client, "* 4 FETCH (UID 8)\r\n");
            } else {
                for (Map.Entry<String, String> answer : answers.entrySet()) {
                    if (line.contains(answer.getKey())) {
                        say(client, answer.getValue());
                        break;
                    }
                }
            }
            say(client, line.split(" ", 2)[0] + " OK done\r\n");
        }
    }

    private static void say(Socket client, String answer) throws IOException {
        client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
