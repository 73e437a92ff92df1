package fr.pli.bench;

import fr.pli.bench.Contender.Account;
import fr.pli.bench.Contender.Service;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Connections to IMAP that handshake, log in and leave. */
record Logins(String name, int clients, How how, Target target) implements Cell {

    /** How the client shows who it is. */
    enum How {
        /** By XOAUTH2, with a handshake in full each time. */
        TOKEN,
        /** By XOAUTH2; each client keeps its TLS session from one connection to the next. */
        TOKEN_RESUMED,
        /** By its certificate, with a handshake in full each time. */
        CERTIFICATE
    }

    @Override
    public Outcome run(Contender contender, Duration duration) throws Exception {
        return Load.run(contender, clients, duration, number -> new Visitor(contender, number, how), _ -> {});
    }

    private static final class Visitor implements Load.Client {

        private final InetSocketAddress address;
        private final String login;
        private final Clients tls;

        Visitor(Contender contender, int number, How how) {
            Account account =
                    contender.accounts().get(number % contender.accounts().size());
            address = contender.address(how == How.CERTIFICATE ? Service.APPLICATION_IMAPS : Service.IMAPS);
            login = switch (how) {
                case TOKEN, TOKEN_RESUMED -> "AUTHENTICATE XOAUTH2 " + MailClient.xoauth2(account);
                case CERTIFICATE -> "AUTHENTICATE PLAIN " + MailClient.plain(contender.application());
            };
            tls = switch (how) {
                case TOKEN -> Clients.full();
                case TOKEN_RESUMED -> Clients.resuming();
                case CERTIFICATE -> Clients.showing(contender.certificate());
            };
        }

        @Override
        public void once() throws Exception {
            try (MailClient client = new MailClient(address, tls)) {
                client.readLine();
                client.imap("a", login);
                client.imap("b", "LOGOUT");
            }
        }

        @Override
        public void close() {}
    }
}
