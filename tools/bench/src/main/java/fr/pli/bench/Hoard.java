package fr.pli.bench;

import fr.pli.bench.Contender.Account;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A mailbox with many messages of 3 KB each, in the last account: a thousand are put there by APPEND, COPY makes the rest. */
final class Hoard {

    private static final String SEED = "seed";
    private static final int APART = 1000;
    private static final Clients TLS = Clients.full();

    private final Contender contender;
    private final String mailbox;
    private final int messages;

    Hoard(Contender contender, String mailbox, int messages) {
        this.contender = contender;
        this.mailbox = mailbox;
        this.messages = messages;
    }

    /** Makes it, unless it is there. Nobody has selected it then. */
    void fill() throws IOException {
        try (MailClient client = open()) {
            if (isThere(client, mailbox)) {
                return;
            }
            if (!isThere(client, SEED)) {
                seed(client);
            }
            client.imap("c", "CREATE " + mailbox);
            client.imap("s", "SELECT " + SEED);
            for (int n = 0; n < messages; n += APART) {
                client.imap("c", "COPY 1:" + APART + " " + mailbox);
            }
        }
    }

    private static boolean isThere(MailClient client, String mailbox) throws IOException {
        return !client.imap("l", "LIST \"\" " + mailbox).isEmpty();
    }

    private void seed(MailClient client) throws IOException {
        client.imap("c", "CREATE " + SEED);
        byte[] message = message();
        for (int n = 0; n < APART; n++) {
            client.send("a APPEND " + SEED + " {" + message.length + "}\r\n");
            MailClient.expect(client.readLine(), "+");
            client.send(message);
            client.send("\r\n");
            client.imapAnswer("a");
        }
    }

    /** A client that is logged in and has selected nothing. */
    MailClient open() throws IOException {
        return MailClient.imap(contender, account(), TLS);
    }

    Account account() {
        return contender.accounts().getLast();
    }

    private byte[] message() {
        String address = account().address();
        String head = "From: <" + address + ">\r\nTo: <" + address + ">\r\nSubject: compte rendu\r\n"
                + "Date: Tue, 24 Nov 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n\r\n";
        return (head + ("Les constantes sont normales ce jour. ".repeat(2) + "\r\n").repeat(37))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
