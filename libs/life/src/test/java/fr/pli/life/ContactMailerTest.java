package fr.pli.life;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.registry.ContactMails;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContactMailerTest {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private LifeHouse house;
    private ServerSocket server;
    private ContactMailer mailer;

    @BeforeEach
    void open() throws Exception {
        house = new LifeHouse();
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        mailer = new ContactMailer(
                new ContactMails(house.database),
                new InetSocketAddress(server.getInetAddress(), server.getLocalPort()),
                "postmaster@pli.example");
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        house.close();
    }

    @Test
    void what_has_left_is_forgotten_and_what_was_refused_waits_and_stops_no_other() throws Exception {
        add("refuse@example.fr");
        add("n'est pas une adresse");
        add("marie@example.fr");
        assertThat(mailer.run()).isEqualTo(1);
        assertThat(lines).contains("MAIL FROM:<postmaster@pli.example>", "RCPT TO:<marie@example.fr>");
        assertThat(lines).contains("Auto-Submitted: auto-generated");
        assertThat(house.postgres.ask("SELECT recipient FROM contact_mail ORDER BY id"))
                .containsExactly("refuse@example.fr", "n'est pas une adresse");
        assertThat(mailer.run()).as("they are not due").isZero();
    }

    private void add(String recipient) {
        house.database.run(jdbc -> {
            ContactMails.add(jdbc, new ContactMails.Written(recipient, "Votre BAL", "Bonjour"));
            return recipient;
        });
    }

    private void serve() {
        try {
            while (true) {
                try (Socket client = server.accept()) {
                    converse(client);
                }
            }
        } catch (IOException e) {
            lines.add("closed");
        }
    }

    private void converse(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        say(client, "220 ready");
        boolean data = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(line);
            if (data) {
                data = !line.equals(".");
                if (!data) {
                    say(client, "250 taken");
                }
            } else if (line.startsWith("RCPT TO:<refuse")) {
                say(client, "450 later");
            } else if (line.equals("DATA")) {
                data = true;
                say(client, "354 go on");
            } else {
                say(client, line.startsWith("QUIT") ? "221 bye" : "250 ok");
            }
        }
    }

    private static void say(Socket client, String answer) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
