package fr.pli.bench;

import fr.pli.bench.Contender.Account;
import fr.pli.bench.Contender.Service;
import java.time.Duration;

/** Connections for submission that handshake, log in, leave one message and quit: what small software does. */
record Visits(String name, int clients, int octets, Target target) implements Cell {

    private static final Clients TLS = Clients.full();

    @Override
    public Outcome run(Contender contender, Duration duration) throws Exception {
        Account sender = contender.accounts().getFirst();
        byte[] message = Delivery.message(sender, octets);
        return Load.run(
                contender,
                clients,
                duration,
                number -> new Visit(
                        contender,
                        contender.accounts().get(number % contender.accounts().size()),
                        message),
                _ -> {});
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Visit(Contender contender, Account to, byte[] message) implements Load.Client {

        @Override
        public void once() throws Exception {
            try (MailClient client = new MailClient(contender.port(Service.SUBMISSIONS), TLS)) {
                MailClient.expect(client.reply(), "220");
                client.smtp("EHLO client.bench", "250");
                client.smtpLogin(contender.accounts().getFirst());
                client.smtp("MAIL FROM:<" + contender.accounts().getFirst().address() + ">", "250");
                client.smtp("RCPT TO:<" + to.address() + ">", "250");
                client.smtp("DATA", "354");
                client.send(message);
                MailClient.expect(client.reply(), "250");
                client.smtp("QUIT", "221");
            }
        }

        @Override
        public void close() {}
    }
}
