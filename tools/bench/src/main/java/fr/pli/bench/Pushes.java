package fr.pli.bench;

import fr.pli.bench.Contender.Account;
import fr.pli.bench.Contender.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** From the 250 of a message to the EXISTS that a client in IDLE is told, one message at a time with a pause after each. */
record Pushes(String name, Duration pause, Target target) implements Cell {

    private static final int PATIENCE_SECONDS = 30;
    private static final int OCTETS = 20_000;

    @Override
    public Outcome run(Contender contender, Duration duration) throws Exception {
        Clients tls = Clients.full();
        Account sender = contender.accounts().getFirst();
        Account reader = contender.accounts().getLast();
        byte[] message = Delivery.message(sender, OCTETS);
        LongStream.Builder latencies = LongStream.builder();
        Span span = Span.start(contender);
        long count = 0;
        try (MailClient waiting = MailClient.imap(contender, reader, tls);
                MailClient sending = new MailClient(contender.port(Service.SUBMISSIONS), tls)) {
            waiting.imap("b", "SELECT INBOX");
            waiting.send("c IDLE\r\n");
            MailClient.expect(waiting.readLine(), "+");
            MailClient.expect(sending.reply(), "220");
            sending.smtp("EHLO client.bench", "250");
            sending.smtpLogin(sender);
            while (span.nanos() < duration.toNanos()) {
                CompletableFuture<Long> told = new CompletableFuture<>();
                Thread.ofVirtual().start(() -> told.complete(await(waiting)));
                sending.smtp("MAIL FROM:<" + sender.address() + ">", "250");
                sending.smtp("RCPT TO:<" + reader.address() + ">", "250");
                sending.smtp("DATA", "354");
                sending.send(message);
                MailClient.expect(sending.reply(), "250");
                long accepted = System.nanoTime();
                latencies.add(Math.max(0, told.get(PATIENCE_SECONDS, TimeUnit.SECONDS) - accepted));
                count++;
                Thread.sleep(pause);
            }
        }
        return span.end(count, latencies.build().toArray());
    }

    /** The moment in which EXISTS came. */
    private static long await(MailClient client) {
        try {
            while (!client.readLine().endsWith(" EXISTS")) {
                // RECENT, or that the server is still there
            }
            return System.nanoTime();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
