package fr.pli.wire;

import fr.pli.mss.MssAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many sessions one BAL and one identity may have open at once on this node ({@code limits.scope}). One object serves all listeners. */
public final class SessionLimits {

    /** The place of one session; closing it gives the place back, once. */
    public final class Permit implements AutoCloseable {

        private final String who;
        private final MssAddress mailbox;
        private final AtomicBoolean open = new AtomicBoolean(true);

        private Permit(String who, MssAddress mailbox) {
            this.who = who;
            this.mailbox = mailbox;
        }

        @Override
        public void close() {
            if (open.compareAndSet(true, false)) {
                mailboxes.release(mailbox);
                identities.release(who);
            }
        }
    }

    private final PerKeyLimit<MssAddress> mailboxes;
    private final PerKeyLimit<String> identities;

    /**
     * @param perMailbox sessions on one BAL, whoever opens them
     * @param perIdentity sessions of one person or one structure, on whatever BAL
     */
    public SessionLimits(int perMailbox, int perIdentity) {
        mailboxes = new PerKeyLimit<>(perMailbox);
        identities = new PerKeyLimit<>(perIdentity);
    }

    /** A place, or none if the BAL or the identity has all of its own. */
    public Optional<Permit> enter(Identity who, MssAddress mailbox) {
        if (!mailboxes.tryAcquire(mailbox)) {
            return Optional.empty();
        }
        if (!identities.tryAcquire(who.shown())) {
            mailboxes.release(mailbox);
            return Optional.empty();
        }
        return Optional.of(new Permit(who.shown(), mailbox));
    }
}
