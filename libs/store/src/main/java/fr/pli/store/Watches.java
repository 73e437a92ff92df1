package fr.pli.store;

import fr.pli.imap.mail.Mailbox.Watch;
import fr.pli.postgres.Database;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells waiting sessions, on this node and on all others, that a mailbox has changed, or anything in a BAL. Those here are told at once, after the commit. Other
 * nodes are told by NOTIFY, of many changes at a time and in a transaction of its own: inside the deliveries it would make their commits
 * wait for one another. Whatever gets lost on the way, because a node or the database went down, is found by a look at all watched
 * mailboxes every few seconds.
 */
public final class Watches implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Watches.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(4);

    /** By id of the mailbox, and by that of the BAL with a minus sign: so a node of an earlier version passes over what it does not know. */
    private final Map<Long, Watched> watched = new ConcurrentHashMap<>();

    private final NodeTeller teller;
    private final NodeListener listener;

    /** Starts listening. */
    public Watches(Database database) {
        this(database, LOOK_EVERY);
    }

    /** @param lookEvery how long what was lost stays unnoticed at most */
    Watches(Database database, Duration lookEvery) {
        String node = UUID.randomUUID().toString();
        this.teller = new NodeTeller(database, node);
        this.listener = new NodeListener(database, node, lookEvery, this);
        listener.start();
    }

    @Override
    public void close() {
        teller.close();
        listener.close();
    }

    /** Calls {@code onChange} from now on, after each change that anybody makes to the mailbox. */
    Watch watch(Box box, Runnable onChange) {
        return watch(box.id(), box, onChange);
    }

    /** Calls {@code onChange} from now on, after each change that anybody makes to the BAL: messages, mailboxes and subscriptions. */
    Watch watchBal(long bal, Runnable onChange) {
        return watch(-bal, new Box(bal, -bal), onChange);
    }

    private Watch watch(long key, Box box, Runnable onChange) {
        Watcher watcher = new Watcher(onChange);
        watched.compute(key, (_, known) -> {
            Watched mailbox = known == null ? new Watched(box) : known;
            mailbox.watchers.add(watcher);
            // what happened before this watch and after its session last looked is told by the next look
            mailbox.state = 0;
            return mailbox;
        });
        return () -> watched.computeIfPresent(key, (_, mailbox) -> {
            mailbox.watchers.remove(watcher);
            return mailbox.watchers.isEmpty() ? null : mailbox;
        });
    }

    /** A change to this mailbox was committed on this node. */
    void changed(Box box) {
        told(box.id());
        changedBal(box.bal());
    }

    /** Changes to these mailboxes of a BAL were. */
    void changed(long bal, Collection<Long> mailboxes) {
        mailboxes.forEach(mailbox -> changed(new Box(bal, mailbox)));
    }

    /** Something in this BAL was that is no change to a mailbox's messages. */
    void changedBal(long bal) {
        told(-bal);
    }

    private void told(long key) {
        tell(key);
        teller.tell(key);
    }

    /** Calls those who watch this mailbox, or this BAL, here. */
    void tell(long key) {
        Watched here = watched.get(key);
        if (here != null) {
            here.watchers.forEach(Watcher::call);
        }
    }

    /** The mailboxes that somebody watches here. */
    List<Box> boxes() {
        return boxes(true);
    }

    /** The BAL that somebody watches here. */
    List<Long> bals() {
        return boxes(false).stream().map(Box::bal).toList();
    }

    private List<Box> boxes(boolean mailboxes) {
        return watched.values().stream()
                .map(each -> each.box)
                .filter(box -> box.id() > 0 == mailboxes)
                .toList();
    }

    /** A look at the mailbox found this mod-sequence, -1 if it is gone: tells, if it is another than at the last look. */
    void seen(long mailbox, long modSeq) {
        seenAs(mailbox, modSeq);
    }

    /** A look at the BAL found it in the state that has this digest. */
    void seenBal(long bal, long digest) {
        seenAs(-bal, digest);
    }

    private void seenAs(long key, long state) {
        Watched here = watched.get(key);
        if (here != null && here.state != state) {
            here.state = state;
            tell(key);
        }
    }

    /** A mailbox that somebody watches, or a BAL. */
    private static final class Watched {

        private final Box box;
        private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
        private volatile long state;

        Watched(Box box) {
            this.box = box;
        }
    }

    /** One watch; two with the same callback are two. */
    private static final class Watcher {

        private final Runnable onChange;

        Watcher(Runnable onChange) {
            this.onChange = onChange;
        }

        void call() {
            try {
                onChange.run();
            } catch (RuntimeException e) {
                log.error("watcher failed", e);
            }
        }
    }
}
