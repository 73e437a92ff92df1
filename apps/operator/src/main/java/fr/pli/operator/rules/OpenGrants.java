package fr.pli.operator.rules;

import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.registry.Registry;
import fr.pli.wire.Daemon;
import fr.pli.wire.Grant;
import fr.pli.wire.GrantState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions that were let in, asked again whether they may stay: at each command by themselves, and twice a second by a thread of the node, so that one
 * that waits hears it too. What the registry remembers answers; while it is out of reach, what held goes on to hold. Safe from any thread.
 */
public final class OpenGrants implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OpenGrants.class);
    private static final Duration EVERY = Duration.ofMillis(400);
    private static final long OUT_OF_REACH = Duration.ofSeconds(1).toNanos();

    private final Registry registry;
    private final InstantSource clock;
    private final LongSupplier nanos = System::nanoTime;
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final Daemon daemon;
    private volatile long outSince;
    private volatile boolean out;

    /** @param clock by which rights begin and end */
    public OpenGrants(Registry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        this.daemon = Daemon.start("open-grants", () -> {
            watched.forEach(Watched::look);
            Thread.sleep(EVERY);
        });
    }

    InstantSource clock() {
        return clock;
    }

    /**
     * A grant by that rule.
     *
     * @param now how it stands, until it can be asked again
     */
    Grant open(MssAddress bal, AccessRule rule, GrantState now) {
        return new Open(bal, rule, now);
    }

    @Override
    public void close() {
        daemon.close();
    }

    /** How that rule judges now; {@code before} where nobody can say. */
    private GrantState judge(MssAddress bal, AccessRule rule, GrantState before) {
        if (out && nanos.getAsLong() - outSince < OUT_OF_REACH) {
            return before;
        }
        try {
            GrantState state = rule.judge(registry.access(bal));
            out = false;
            return state;
        } catch (StoreUnavailableException e) {
            log.debug("store out of reach reason=\"{}\"", e.getMessage());
            outSince = nanos.getAsLong();
            out = true;
            return before;
        } catch (RuntimeException e) {
            log.error("cannot judge an open session mailbox={}", bal, e);
            return before;
        }
    }

    private final class Open implements Grant {

        private final MssAddress bal;
        private final AccessRule rule;
        private volatile GrantState last;

        Open(MssAddress bal, AccessRule rule, GrantState now) {
            this.bal = bal;
            this.rule = rule;
            this.last = now;
        }

        @Override
        public GrantState state() {
            if (!(last instanceof GrantState.Ended)) {
                last = judge(bal, rule, last);
            }
            return last;
        }

        @Override
        public Watch watch(Runnable ended) {
            Watched one = new Watched(this, ended);
            watched.add(one);
            return () -> watched.remove(one);
        }
    }

    /** A session that waits. Each is another, whatever is in it. */
    private final class Watched {

        private final Grant grant;
        private final Runnable ended;

        Watched(Grant grant, Runnable ended) {
            this.grant = grant;
            this.ended = ended;
        }

        void look() {
            if (grant.state() instanceof GrantState.Ended && watched.remove(this)) {
                ended.run();
            }
        }
    }
}
