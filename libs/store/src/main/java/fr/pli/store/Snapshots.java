package fr.pli.store;

import fr.pli.imap.mail.Snapshot;
import fr.pli.postgres.Database;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The latest snapshot of each mailbox that this node has read, shared by its sessions, within a bound of memory. */
final class Snapshots {

    /** Messages in all snapshots together, about 20 octets each. */
    private static final long MESSAGES = 5_000_000;

    private final Database database;
    private final long most;
    private final AtomicLong clock = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Box, Shared> shared = new LinkedHashMap<>(16, 0.75f, true);
    private long messages;

    Snapshots(Database database) {
        this(database, MESSAGES);
    }

    /** @param most messages that are kept */
    Snapshots(Database database, long most) {
        this.database = database;
        this.most = most;
    }

    /** All messages as of now. */
    Snapshot now(Box box) {
        return refresh(box, null);
    }

    /** {@code known} brought up to now; the same object when nothing happened. */
    Snapshot advance(Box box, Snapshot known) {
        Snapshot now = refresh(box, known);
        return now.highestModSeq() == known.highestModSeq() ? known : now;
    }

    /** UIDs removed after {@code modSeq}; all that are missing, if the past is no longer known so far back. */
    int[] vanishedSince(Box box, long modSeq) {
        Optional<List<Integer>> known = database.run(jdbc -> SnapshotRows.removedSince(jdbc, box, modSeq));
        return known.map(uids -> uids.stream().mapToInt(Integer::intValue).toArray())
                .orElseGet(() -> missing(now(box)));
    }

    private static int[] missing(Snapshot snapshot) {
        return IntStream.range(1, snapshot.uidNext())
                .filter(uid -> snapshot.indexOf(uid) < 0)
                .toArray();
    }

    /** Sessions that ask together read once: whoever waited while another read after he had asked takes that. */
    private Snapshot refresh(Box box, @Nullable Snapshot known) {
        long asked = clock.incrementAndGet();
        Shared mailbox = shared(box);
        mailbox.lock.lock();
        try {
            Snapshot latest = mailbox.latest;
            if (latest == null || mailbox.readAt < asked) {
                long readAt = clock.incrementAndGet();
                Snapshot base = latest == null || known != null && known.highestModSeq() > latest.highestModSeq()
                        ? known
                        : latest;
                latest = SnapshotRows.read(database, box, base);
                mailbox.latest = latest;
                mailbox.readAt = readAt;
            }
            keep(box, mailbox, latest.size());
            return latest;
        } finally {
            mailbox.lock.unlock();
        }
    }

    private Shared shared(Box box) {
        lock.lock();
        try {
            return shared.computeIfAbsent(box, _ -> new Shared());
        } finally {
            lock.unlock();
        }
    }

    /** Messages of all snapshots that are kept. */
    long messages() {
        lock.lock();
        try {
            return messages;
        } finally {
            lock.unlock();
        }
    }

    /** Counts what it weighs now, and lets go of those that were not asked for the longest. One that was let go of meanwhile is not counted. */
    private void keep(Box box, Shared mailbox, int size) {
        lock.lock();
        try {
            if (shared.get(box) != mailbox) {
                return;
            }
            messages += size - mailbox.counted;
            mailbox.counted = size;
            Iterator<Shared> eldest = shared.values().iterator();
            while (messages > most && shared.size() > 1) {
                messages -= eldest.next().counted;
                eldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What is shared of one mailbox. Its lock guards all but {@code counted}. */
    private static final class Shared {

        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Snapshot latest;
        private long readAt;
        private int counted;
    }
}
