package fr.pli.bench;

import fr.pli.bench.Contender.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Connections that log in, select INBOX and wait in IDLE, all at once; what counts is the memory of the server a while after the last. */
record Idles(String name, int connections, Target target) implements Cell {

    private static final int AT_A_TIME = 16;
    private static final Clients TLS = Clients.full();

    @Override
    public Outcome run(Contender contender, Duration duration) throws Exception {
        List<MailClient> waiting = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            Span span = Span.start(contender);
            List<Future<MailClient>> opening = new ArrayList<>();
            for (int n = 0; n < connections; n++) {
                Account account =
                        contender.accounts().get(n % contender.accounts().size());
                opening.add(threads.submit(() -> MailClient.idle(contender, account, TLS)));
            }
            for (Future<MailClient> each : opening) {
                waiting.add(each.get());
            }
            Thread.sleep(duration);
            return span.end(connections, new long[0]);
        } finally {
            for (MailClient client : waiting) {
                client.close();
            }
        }
    }
}
