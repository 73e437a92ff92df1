package fr.pli.bench;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** SELECT of a mailbox that the server remembers nothing of: each run makes one, has its indexes forgotten, and opens it once. */
record FirstSelect(String name, int messages, Target target, AtomicInteger made) implements Cell {

    FirstSelect(String name, int messages, Target target) {
        this(name, messages, target, new AtomicInteger());
    }

    @Override
    public Outcome run(Contender contender, Duration duration) throws Exception {
        String mailbox = "first" + made.incrementAndGet();
        Hoard hoard = new Hoard(contender, mailbox, messages);
        hoard.fill();
        contender.forget(hoard.account());
        try (MailClient client = hoard.open()) {
            Span span = Span.start(contender);
            client.imap("s", "SELECT " + mailbox);
            return span.end(1, new long[] {span.nanos()});
        }
    }
}
