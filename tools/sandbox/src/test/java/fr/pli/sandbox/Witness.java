package fr.pli.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A client that means no harm and goes on with its small work: asks, looks at a message, sends one. */
final class Witness implements AutoCloseable {

    private static final byte[] MAIL =
            ("From: <" + People.PAUL.bal() + ">\r\nSubject: n\r\n\r\nBonjour.\r\n").getBytes(StandardCharsets.US_ASCII);

    /** Of fewer pieces the p99 would be the slowest one, and that is the machine's. */
    private static final int ENOUGH = 100;

    private final LineClient reader;
    private final LineClient sender;

    /** How long pieces of work took. */
    record Times(List<Long> nanos) {

        int pieces() {
            return nanos.size();
        }

        Duration p99() {
            List<Long> sorted = nanos.stream().sorted().toList();
            return Duration.ofNanos(sorted.get((int) Math.ceil(0.99 * sorted.size()) - 1));
        }
    }

    Witness(Siege siege) throws IOException {
        sender = siege.sender(People.PAUL);
        send();
        reader = siege.inbox(People.CLAIRE);
    }

    /** The p99 of so many pieces of each kind. */
    Duration work(int rounds) throws IOException {
        Times times = new Times(new ArrayList<>());
        for (int n = 0; n < rounds; n++) {
            round(times);
        }
        return times.p99();
    }

    /** What each piece took while the attack went on, and a little longer where it was short. */
    Times during(Siege.Attack attack) throws Exception {
        Times times = new Times(new ArrayList<>());
        try (ExecutorService attacker = Executors.newSingleThreadExecutor()) {
            Future<?> attacked = attacker.submit(() -> {
                attack.run();
                return null;
            });
            do {
                round(times);
            } while (!attacked.isDone() || times.pieces() < ENOUGH);
            attacked.get();
        }
        return times;
    }

    private void round(Times times) throws IOException {
        times.nanos().add(time(this::look));
        times.nanos().add(time(this::send));
    }

    private void look() throws IOException {
        expect(reader.imap("n", "NOOP"), "OK");
        expect(reader.imap("f", "FETCH 1 (FLAGS ENVELOPE BODYSTRUCTURE)"), "OK");
    }

    private void send() throws IOException {
        expect(sender.smtp("MAIL FROM:<" + People.PAUL.bal() + ">"), "250");
        expect(sender.smtp("RCPT TO:<" + People.CLAIRE.bal() + ">"), "250");
        expect(sender.data(MAIL), "250");
    }

    private static void expect(String answer, String start) {
        if (!answer.startsWith(start)) {
            throw new AssertionError("expected \"" + start + "…\", got \"" + answer + '"');
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static long time(Work work) throws IOException {
        long begin = System.nanoTime();
        work.run();
        return System.nanoTime() - begin;
    }

    @Override
    public void close() throws IOException {
        reader.close();
        sender.close();
    }
}
