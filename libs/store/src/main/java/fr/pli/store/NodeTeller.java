package fr.pli.store;

import fr.pli.mss.StoreUnavailableException;
import fr.pli.postgres.Database;
import fr.pli.wire.Daemon;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the other nodes what changed here: gathers for a moment, then notifies once for all. */
final class NodeTeller implements AutoCloseable {

    /** {@code node id id …}: of a mailbox, or of a BAL with a minus sign. */
    static final String CHANNEL = "pli_mailbox";

    private static final Logger log = LoggerFactory.getLogger(NodeTeller.class);
    private static final long GATHER_MILLIS = 10;
    /** A payload is less than 8000 octets. */
    private static final int IDS = 300;

    private final Database database;
    private final String node;
    private final BlockingQueue<Long> changed = new LinkedBlockingQueue<>();
    private final Daemon daemon;

    NodeTeller(Database database, String node) {
        this.database = database;
        this.node = node;
        this.daemon = Daemon.start("node-teller", this::round);
    }

    void tell(long key) {
        changed.add(key);
    }

    /** Tells what is left, then stops. */
    @Override
    public void close() {
        daemon.close();
        tell(new LinkedHashSet<>());
    }

    private void round() throws InterruptedException {
        Set<Long> ids = new LinkedHashSet<>();
        try {
            ids.add(changed.take());
            TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
        } finally {
            tell(ids);
        }
    }

    /** Tells of these and of all that came meanwhile. */
    private void tell(Set<Long> ids) {
        changed.drainTo(ids);
        List<Long> rest = new ArrayList<>(ids);
        ids.clear();
        for (int from = 0; from < rest.size(); from += IDS) {
            List<Long> some = rest.subList(from, Math.min(rest.size(), from + IDS));
            String payload = node + " " + some.stream().map(String::valueOf).collect(Collectors.joining(" "));
            try {
                database.run(jdbc -> jdbc.sql("SELECT pg_notify(:channel, :payload)")
                        .param("channel", CHANNEL)
                        .param("payload", payload)
                        .query((row, number) -> number)
                        .single());
            } catch (StoreUnavailableException e) {
                log.warn("nodes not told changes={} reason=\"{}\"", some.size(), e.getMessage());
            }
        }
    }
}
