package fr.pli.bench;

import java.io.IOException;
import java.time.Duration;

/** Commands of IMAP over a mailbox with many messages, one after the other on standing connections. */
record Reads(String name, int clients, int messages, String select, String command, Target target) implements Cell {

    @Override
    public Outcome run(Contender contender, Duration duration) throws Exception {
        Hoard hoard = new Hoard(contender, "hoard" + messages, messages);
        hoard.fill();
        return Load.run(contender, clients, duration, _ -> new Reader(hoard, select, command), _ -> {});
    }

    /** SELECT again and again, of what is known already. */
    static Reads selectAgain(int messages, Target target) {
        return new Reads("select-" + messages + "-again", 1, messages, "", "SELECT hoard" + messages, target);
    }

    /** A command inside the mailbox. */
    static Reads inside(String name, int clients, int messages, String command, Target target) {
        return new Reads(name, clients, messages, "SELECT hoard" + messages, command, target);
    }

    private static final class Reader implements Load.Client {

        private final MailClient client;
        private final String command;

        Reader(Hoard hoard, String select, String command) throws IOException {
            this.client = hoard.open();
            this.command = command;
            client.imap("s", select.isEmpty() ? command : select);
        }

        @Override
        public void once() throws IOException {
            client.imap("r", command);
        }

        @Override
        public void close() throws IOException {
            client.close();
        }
    }
}
