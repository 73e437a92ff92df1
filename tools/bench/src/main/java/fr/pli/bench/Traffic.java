package fr.pli.bench;

import fr.pli.bench.Contender.Account;
import fr.pli.bench.Contender.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/** What a day at an operator consists of, each kind at a pace of its own: messages of 5 to 500 KB, log-ins, and visits to INBOX. */
final class Traffic implements AutoCloseable {

    private static final int SENDERS = 16;
    private static final int VISITORS = 8;
    private static final int READERS = 4; // each has INBOXes of its own, so that each expunge is counted once
    private static final int SIZES = 21;
    private static final double SMALLEST = 5_000;
    private static final double LARGEST = 500_000;

    private final Contender contender;
    private final Tally tally;
    private final AtomicLongArray accepted;
    private final List<byte[]> messages = new ArrayList<>();
    private final AtomicInteger nextRecipient = new AtomicInteger();
    private final Supplier<Account> toLogIn;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong read = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean closing;

    Traffic(Contender contender, Tally tally, AtomicLongArray accepted) {
        this.contender = contender;
        this.tally = tally;
        this.accepted = accepted;
        this.toLogIn = inTurn(0, 1);
        for (int n = 0; n < SIZES; n++) {
            double octets = SMALLEST * Math.pow(LARGEST / SMALLEST, (double) n / (SIZES - 1));
            messages.add(Delivery.message(contender.accounts().getFirst(), (int) octets));
        }
    }

    /** Begins all of it. */
    void start(double messagesPerSecond, double loginsPerSecond, double visitsPerSecond) {
        start(Tally.Kind.DELIVERY, SENDERS, new Pace(messagesPerSecond), _ -> new Sender()::once);
        start(Tally.Kind.LOGIN, VISITORS, new Pace(loginsPerSecond), _ -> {
            Clients tls = Clients.resuming();
            return () -> login(tls);
        });
        start(Tally.Kind.READ, READERS, new Pace(visitsPerSecond), number -> {
            Clients tls = Clients.resuming();
            Supplier<Account> own = inTurn(number, READERS);
            return () -> visit(own.get(), tls);
        });
    }

    /** Messages that were answered 250. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** Messages that were fetched and expunged. */
    long read() {
        return read.get();
    }

    /** Lets what is under way come to its end. */
    @Override
    public void close() {
        closing = true;
        threads.close();
    }

    private void start(Tally.Kind kind, int count, Pace pace, Worker worker) {
        for (int n = 0; n < count; n++) {
            int number = n;
            threads.execute(() -> work(kind, pace, worker, number));
        }
    }

    /** Who fails is replaced by a new one. */
    private void work(Tally.Kind kind, Pace pace, Worker worker, int number) {
        while (!closing) {
            try {
                Load.Step step = worker.step(number);
                while (!closing) {
                    long due = pace.await();
                    step.once();
                    tally.took(kind, System.nanoTime() - due);
                }
            } catch (Exception e) {
                tally.failed(kind, e);
            }
        }
    }

    private void login(Clients tls) throws IOException {
        try (MailClient client = MailClient.imap(contender, toLogIn.get(), tls)) {
            client.imap("b", "LOGOUT");
        }
    }

    private void visit(Account account, Clients tls) throws IOException {
        try (MailClient client = MailClient.imap(contender, account, tls)) {
            String status = client.imap("s", "STATUS INBOX (MESSAGES)");
            client.imap("s", "SELECT INBOX");
            if (!status.contains("MESSAGES 0")) {
                client.imap("f", "FETCH 1:* (UID FLAGS BODY.PEEK[])");
                client.imap("f", "STORE 1:* +FLAGS.SILENT (\\Deleted)");
                read.addAndGet(client.imapCount("x", "EXPUNGE", " EXPUNGE"));
            }
            client.imap("b", "LOGOUT");
        }
    }

    /** Every so-manieth account, over and over; for many threads. */
    private Supplier<Account> inTurn(int first, int step) {
        List<Account> accounts = contender.accounts();
        AtomicInteger next = new AtomicInteger(first);
        return () -> accounts.get(next.getAndAdd(step) % accounts.size());
    }

    /** Makes what the thread with this number does over and over. */
    private interface Worker {
        Load.Step step(int number) throws Exception;
    }

    private final class Sender {

        private final MailClient client = new MailClient(contender.port(Service.SUBMISSIONS), Clients.full());
        private final Account from = contender.accounts().getFirst();

        Sender() throws IOException {
            MailClient.expect(client.reply(), "220");
            client.smtp("EHLO client.bench", "250");
            client.smtpLogin(from);
        }

        void once() throws IOException {
            int number = nextRecipient.getAndIncrement();
            int recipient = number % contender.accounts().size();
            client.send("MAIL FROM:<" + from.address() + ">\r\nRCPT TO:<"
                    + contender.accounts().get(recipient).address() + ">\r\nDATA\r\n");
            MailClient.expect(client.reply(), "250");
            MailClient.expect(client.reply(), "250");
            MailClient.expect(client.reply(), "354");
            accepted.set(recipient, 0);
            client.send(messages.get(number % SIZES));
            MailClient.expect(client.reply(), "250");
            accepted.set(recipient, System.nanoTime());
            acknowledged.incrementAndGet();
        }
    }
}
