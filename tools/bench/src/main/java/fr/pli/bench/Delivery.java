package fr.pli.bench;

import fr.pli.bench.Contender.Account;
import fr.pli.bench.Contender.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages submitted over standing connections, counted when they are in the recipient's INBOX: the clock stops when the last one is there,
 * as STATUS tells. One recipient each, in turn.
 *
 * @param untilDelivered false to stop the clock at the last 250
 */
record Delivery(String name, int clients, int octets, boolean untilDelivered, Target target) implements Cell {

    private static final long LOOK_MS = 5;
    private static final Clients TLS = Clients.full();

    @Override
    public Outcome run(Contender contender, Duration duration) throws Exception {
        try (Inboxes inboxes = new Inboxes(contender)) {
            long before = inboxes.messages();
            byte[] message = message(contender.accounts().getFirst(), octets);
            Load.Settled settled = count -> inboxes.await(before + count);
            Outcome outcome = Load.run(
                    contender,
                    clients,
                    duration,
                    number -> new Sender(contender, number, message),
                    untilDelivered ? settled : _ -> {});
            settled.await(outcome.count());
            return outcome;
        }
    }

    /** A message of about so many octets, dot and all, as DATA takes it. */
    static byte[] message(Account from, int octets) {
        String head = "From: <" + from.address() + ">\r\nSubject: mesure\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n\r\n";
        String line = "x".repeat(74) + "\r\n";
        return (head + line.repeat(Math.max(1, (octets - head.length()) / line.length())) + ".\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** One connection, logged in; sends message after message, pipelining the envelope. */
    private static final class Sender implements Load.Client {

        private final MailClient client;
        private final List<Account> to;
        private final String from;
        private final byte[] message;
        private int next;

        Sender(Contender contender, int number, byte[] message) throws IOException {
            Account sender = contender.accounts().getFirst();
            this.client = new MailClient(contender.port(Service.SUBMISSIONS), TLS);
            this.to = contender.accounts();
            this.from = sender.address();
            this.message = message;
            this.next = number;
            MailClient.expect(client.reply(), "220");
            client.smtp("EHLO client.bench", "250");
            client.smtpLogin(sender);
        }

        @Override
        public void once() throws IOException {
            String recipient = to.get(next++ % to.size()).address();
            client.send("MAIL FROM:<" + from + ">\r\nRCPT TO:<" + recipient + ">\r\nDATA\r\n");
            MailClient.expect(client.reply(), "250");
            MailClient.expect(client.reply(), "250");
            MailClient.expect(client.reply(), "354");
            client.send(message);
            MailClient.expect(client.reply(), "250");
        }

        @Override
        public void close() throws IOException {
            client.smtp("QUIT", "221");
            client.close();
        }
    }

    /** How many messages there are in all INBOX together. */
    private static final class Inboxes implements AutoCloseable {

        private final List<MailClient> clients;

        Inboxes(Contender contender) throws IOException {
            List<MailClient> opened = new ArrayList<>();
            for (Account account : contender.accounts()) {
                opened.add(MailClient.imap(contender, account, TLS));
            }
            clients = List.copyOf(opened);
        }

        long messages() throws IOException {
            long messages = 0;
            for (MailClient client : clients) {
                messages += MailClient.messages(client.imap("s", "STATUS INBOX (MESSAGES)"));
            }
            return messages;
        }

        void await(long expected) throws Exception {
            while (messages() < expected) {
                Thread.sleep(LOOK_MS);
            }
        }

        @Override
        public void close() throws IOException {
            for (MailClient client : clients) {
                client.close();
            }
        }
    }
}
