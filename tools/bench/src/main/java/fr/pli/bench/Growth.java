package fr.pli.bench;

import java.time.Duration;

/**
 * Delivery while so many messages are stored, in mailboxes of a hundred thousand each beside those that are delivered to. They are put there
 * once, which takes minutes where there are millions.
 */
record Growth(String name, int stored, Delivery delivery) implements Cell {

    private static final int MAILBOX = 100_000;

    Growth(String name, int stored) {
        this(name, stored, new Delivery(name, 16, 20_000, true, Target.NONE));
    }

    @Override
    public boolean suits(Contender contender) {
        return contender instanceof PliContender;
    }

    @Override
    public Outcome run(Contender contender, Duration duration) throws Exception {
        for (int n = 0; n * MAILBOX < stored; n++) {
            new Hoard(contender, "stored" + n, Math.min(MAILBOX, stored)).fill();
        }
        return delivery.run(contender, duration);
    }
}
