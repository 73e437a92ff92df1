package fr.pli.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ordinary mail server of a house, outside MSSanté: takes everything, and shows what came. */
final class PlainMailServer implements AutoCloseable {

    /** A mail as it came. */
    record Mail(String to, String message) {}

    private final ServerSocket socket;
    private final List<Mail> mails = new ArrayList<>();

    private PlainMailServer(ServerSocket socket) {
        this.socket = socket;
        Thread.ofVirtual().start(this::accept);
    }

    static PlainMailServer start() throws IOException {
        return new PlainMailServer(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
    }

    /** Where it is, {@code host:port}. */
    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /**
     * Waits for a mail to this address.
     *
     * @throws AssertionError if none comes in time
     */
    synchronized Mail await(String to, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<Mail> found =
                    mails.stream().filter(mail -> mail.to().equals(to)).findFirst();
            long left = (end - System.nanoTime()) / 1_000_000;
            if (found.isPresent()) {
                return found.get();
            }
            if (left <= 0) {
                throw new AssertionError("no mail came for " + to);
            }
            wait(left);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                PrintStream out = new PrintStream(client.getOutputStream(), true, StandardCharsets.UTF_8)) {
            String to = "";
            out.print("220 mail.example.fr ESMTP\r\n");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.toUpperCase(Locale.ROOT);
                if (verb.startsWith("RCPT TO:<")) {
                    to = line.substring("RCPT TO:<".length(), line.indexOf('>'));
                }
                if (verb.equals("DATA")) {
                    out.print("354 go\r\n");
                    out.flush();
                    keep(new Mail(to, message(in)));
                }
                out.print(verb.equals("QUIT") ? "221 bye\r\n" : "250 ok\r\n");
                out.flush();
            }
        } catch (IOException e) {
            // a client that leaves in the midst sends nothing
        }
    }

    private synchronized void keep(Mail mail) {
        mails.add(mail);
        notifyAll();
    }

    private static String message(BufferedReader in) throws IOException {
        StringBuilder message = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            message.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return message.toString();
    }
}
