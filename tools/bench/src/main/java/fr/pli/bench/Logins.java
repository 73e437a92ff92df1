package fr.pli.bench;

import fr.pli.bench.Contender.Account;
import fr.pli.bench.Contender.Service;
import java.time.Duration;

/**
 * Connections to IMAP that handshake, log in by XOAUTH2 and leave.
 *
 * @param resumed whether each client keeps its TLS session from one connection to the next
 */
record Logins(String name, int clients, boolean resumed) implements Cell {

    @Override
    public Outcome run(Contender contender, Duration duration) throws Exception {
        return Load.run(contender, clients, duration, number -> new Visitor(contender, number, resumed), _ -> {});
    }

    private static final class Visitor implements Load.Client {

        private final int port;
        private final String login;
        private final Clients tls;

        Visitor(Contender contender, int number, boolean resumed) {
            Account account =
                    contender.accounts().get(number % contender.accounts().size());
            port = contender.port(Service.IMAPS);
            login = "AUTHENTICATE XOAUTH2 " + MailClient.xoauth2(account);
            tls = resumed ? Clients.resuming() : Clients.full();
        }

        @Override
        public void once() throws Exception {
            try (MailClient client = new MailClient(port, tls)) {
                client.readLine();
                client.imap("a", login);
                client.imap("b", "LOGOUT");
            }
        }

        @Override
        public void close() {}
    }
}
