package fr.pli.bench;

import fr.pli.bench.Contender.Account;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;

/** Many clients in IDLE, each in a virtual thread that reads what it is told, and asked by a pace to leave IDLE and enter it again. */
final class Waiters implements AutoCloseable {

    private static final Clients TLS = Clients.full();
    private static final int AT_A_TIME = 16;

    private final Tally tally;
    private final AtomicLongArray accepted;
    private final List<MailClient> clients = new ArrayList<>();
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closing;

    /** @param accepted when the last message for an account was acknowledged, by {@link System#nanoTime}; 0 while it is on its way */
    Waiters(Tally tally, AtomicLongArray accepted) {
        this.tally = tally;
        this.accepted = accepted;
    }

    /** Logs so many in, in turn for all accounts, and lets them wait. */
    void open(Contender contender, int count) throws Exception {
        List<Account> accounts = contender.accounts();
        try (ExecutorService opening = Executors.newFixedThreadPool(AT_A_TIME)) {
            List<Future<MailClient>> opened = new ArrayList<>();
            for (int n = 0; n < count; n++) {
                Account account = accounts.get(n % accounts.size());
                opened.add(opening.submit(() -> MailClient.idle(contender, account, TLS)));
            }
            for (Future<MailClient> each : opened) {
                clients.add(each.get());
            }
        }
        for (int n = 0; n < count; n++) {
            MailClient client = clients.get(n);
            int account = n % accounts.size();
            readers.execute(() -> read(client, account));
        }
    }

    /** Has one of them after the other leave IDLE, until it is closed. */
    void renew(Pace pace) {
        while (!closing) {
            for (int n = 0; n < clients.size() && !closing; n++) {
                pace.await();
                try {
                    clients.get(n).send("DONE\r\n");
                } catch (IOException e) {
                    failed(e);
                }
            }
        }
    }

    private void read(MailClient client, int account) {
        try {
            while (true) {
                String line = client.readLine();
                if (line.endsWith(" EXISTS")) {
                    long since = accepted.get(account);
                    tally.took(Tally.Kind.PUSH, since == 0 ? 0 : System.nanoTime() - since);
                } else if (line.startsWith("i ")) {
                    MailClient.expect(line, "i OK");
                    client.send("i IDLE\r\n");
                } else if (!line.startsWith("+")) {
                    MailClient.expect(line, "* ");
                }
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private void failed(IOException e) {
        if (!closing) {
            tally.failed(Tally.Kind.PUSH, e);
        }
    }

    @Override
    public void close() throws IOException {
        closing = true;
        for (MailClient client : clients) {
            client.close();
        }
        readers.close();
    }
}
