package fr.pli.lps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server between client and operator that hides STARTTLS and offers logins in clear; remembers what it is told. */
final class StrippedServer implements AutoCloseable {

    final List<String> told = new CopyOnWriteArrayList<>();

    private final MailService service;
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

    StrippedServer(MailService service) throws IOException {
        this.service = service;
        Thread.ofVirtual().start(this::serve);
    }

    Endpoint endpoint() {
        return new Endpoint(service, "localhost", socket.getLocalPort());
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
        say(client, service.isImap() ? "* OK hello" : "220 hello");
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            told.add(line);
            String tag = line.split(" ", 2)[0];
            if (line.contains("CAPABILITY")) {
                say(client, "* CAPABILITY IMAP4rev1 AUTH=XOAUTH2 AUTH=PLAIN\r\n" + tag + " OK done");
            } else if (line.startsWith("EHLO")) {
                say(client, "250-hello\r\n250 AUTH XOAUTH2 PLAIN");
            } else {
                say(client, service.isImap() ? tag + " BAD no" : "502 no");
            }
        }
    }

    private static void say(Socket client, String answer) throws IOException {
        client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
