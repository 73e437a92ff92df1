package fr.pli.store;

import fr.pli.imap.mail.Mailbox.Watch;
import fr.pli.postgres.Database;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells waiting sessions, on this node and on all others, that a mailbox has changed. Those here are told at once, after the commit. Other
 * nodes are told by NOTIFY, of many changes at a time and in a transaction of its own: inside the deliveries it would make their commits
 * wait for one another. Whatever gets lost on the way, because a node or the database went down, is found by a look at all watched
 * mailboxes every few seconds.
 */
public final class Watches implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Watches.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(4);

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
        Watcher watcher = new Watcher(onChange);
        watched.compute(box.id(), (_, known) -> {
            Watched mailbox = known == null ? new Watched(box) : known;
            mailbox.watchers.add(watcher);
            // what happened before this watch and after its session last looked is told by the next look
            mailbox.modSeq = 0;
            return mailbox;
        });
        return () -> watched.computeIfPresent(box.id(), (_, mailbox) -> {
            mailbox.watchers.remove(watcher);
            return mailbox.watchers.isEmpty() ? null : mailbox;
        });
    }

    /** A change to this mailbox was committed on this node. */
    void changed(long mailbox) {
        tell(mailbox);
        teller.tell(mailbox);
    }

    /** Calls those who watch this mailbox here. */
    void tell(long mailbox) {
        Watched here = watched.get(mailbox);
        if (here != null) {
            here.watchers.forEach(Watcher::call);
        }
    }

    /** The mailboxes that somebody watches here. */
    List<Box> boxes() {
        return watched.values().stream().map(each -> each.box).toList();
    }

    /** A look at the mailbox found this mod-sequence, -1 if it is gone: tells, if it is another than at the last look. */
    void seen(long mailbox, long modSeq) {
        Watched here = watched.get(mailbox);
        if (here != null && here.modSeq != modSeq) {
            here.modSeq = modSeq;
            tell(mailbox);
        }
    }

    /** A mailbox that somebody watches. */
    private static final class Watched {

        private final Box box;
        private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
        private volatile long modSeq;

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
