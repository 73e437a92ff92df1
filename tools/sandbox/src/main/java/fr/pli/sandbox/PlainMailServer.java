package fr.pli.sandbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ordinary mail server of a house, outside MSSanté: takes everything, and shows what came. */
final class PlainMailServer implements AutoCloseable {

    /** A mail as it came. */
    record Mail(String to, String message) {

        /** Its text, with the line ends of files. It has one part. */
        String text() throws IOException {
            try {
                byte[] octets = message.getBytes(StandardCharsets.UTF_8);
                return String.valueOf(new MimeMessage(null, new ByteArrayInputStream(octets)).getContent())
                        .replace("\r\n", "\n");
            } catch (MessagingException e) {
                throw new IOException(e);
            }
        }
    }

    private final ServerSocket socket;
    private final Optional<Path> folder;
    private final List<Mail> mails = new ArrayList<>();

    private PlainMailServer(ServerSocket socket, Optional<Path> folder) {
        this.socket = socket;
        this.folder = folder;
        Thread.ofVirtual().start(this::accept);
    }

    static PlainMailServer start() throws IOException {
        return new PlainMailServer(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), Optional.empty());
    }

    /** One that also writes the text of each mail into this folder. */
    static PlainMailServer startInto(Path folder) throws IOException {
        return new PlainMailServer(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), Optional.of(folder));
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

    private synchronized void keep(Mail mail) throws IOException {
        mails.add(mail);
        if (folder.isPresent()) {
            Files.writeString(folder.get().resolve(mails.size() + ".txt"), mail.to() + "\n\n" + mail.text());
        }
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
