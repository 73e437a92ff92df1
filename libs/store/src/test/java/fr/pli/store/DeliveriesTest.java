package fr.pli.store;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.mail.Snapshot;
import fr.pli.mime.Content;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.Bal;
import fr.pli.registry.NewBal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many deliver to overlapping sets of recipients on two nodes, while somebody watches each INBOX on both. */
class DeliveriesTest {

    private static final Actor ADMIN = new Actor("admin", "s0");
    private static final int THREADS = 16;
    private static final int EACH = 25;
    private static final int BALS = 6;

    private static Node first;
    private static Node second;
    private static final List<Bal> BAL = new ArrayList<>();

    @BeforeAll
    static void open() throws Exception {
        TestPostgres postgres = TestPostgres.fresh();
        first = new Node(postgres);
        second = new Node(postgres);
        first.registry().addDomain("ch-a.pli.mssante.fr", ADMIN);
        for (int i = 0; i < BALS; i++) {
            MssAddress address = new MssAddress("bal" + i, "ch-a.pli.mssante.fr");
            BAL.add(first.registry().create(NewBal.per(address, new IdNatPs("899700000001")), ADMIN));
        }
    }

    @AfterAll
    static void close() {
        first.close();
        second.close();
    }

    @Test
    void no_uid_twice_none_left_out_and_each_watcher_sees_them_in_order() throws Exception {
        List<Watcher> watchers = new ArrayList<>();
        for (Bal bal : BAL) {
            watchers.add(new Watcher(first, bal));
            watchers.add(new Watcher(second, bal));
        }
        AtomicIntegerArray delivered = new AtomicIntegerArray(BALS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> work = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                Random random = new Random(t);
                Node node = t % 2 == 0 ? first : second;
                work.add(threads.submit(() -> {
                    for (int n = 0; n < EACH; n++) {
                        deliver(node, someOf(random), delivered);
                    }
                    return null;
                }));
            }
            for (Future<?> one : work) {
                one.get();
            }
        }
        for (Watcher watcher : watchers) {
            int count = delivered.get(BAL.indexOf(watcher.bal));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> watcher.seen().size() == count);
            assertThat(watcher.seen())
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, count).boxed().toList());
            watcher.watch.close();
        }
    }

    private static void deliver(Node node, List<Integer> to, AtomicIntegerArray delivered) throws NotTakenException {
        Recipient[] recipients = to.stream().map(i -> Letters.to(BAL.get(i))).toArray(Recipient[]::new);
        try (Content content = Letters.about("n")) {
            node.acceptance().take(Letters.from(content, recipients));
        }
        to.forEach(delivered::incrementAndGet);
    }

    /** One to all of them, in any order. */
    private static List<Integer> someOf(Random random) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, BALS).boxed().toList());
        java.util.Collections.shuffle(all, random);
        return all.subList(0, 1 + random.nextInt(BALS));
    }

    /** A session in IDLE: when it is told, it looks, and notes the UIDs that it had not seen, in the order in which they came. */
    private static final class Watcher {

        private final Bal bal;
        private final Mailbox inbox;
        private final Mailbox.Watch watch;
        private final ReentrantLock lock = new ReentrantLock();
        private final List<Integer> seen = new ArrayList<>();
        private Snapshot known;

        Watcher(Node node, Bal bal) throws Exception {
            this.bal = bal;
            this.inbox = node.mail().account(bal.address()).open(MailboxName.INBOX);
            this.known = inbox.snapshot();
            this.watch = inbox.watch(() -> Thread.ofVirtual().start(this::look));
        }

        List<Integer> seen() {
            lock.lock();
            try {
                return List.copyOf(seen);
            } finally {
                lock.unlock();
            }
        }

        private void look() {
            lock.lock();
            try {
                Snapshot now = inbox.advance(known);
                for (int i = known.size(); i < now.size(); i++) {
                    seen.add(now.uid(i));
                }
                known = now;
            } finally {
                lock.unlock();
            }
        }
    }
}
