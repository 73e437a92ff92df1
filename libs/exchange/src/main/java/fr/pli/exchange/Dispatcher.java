package fr.pli.exchange;

import fr.pli.mss.ListeBlanche;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.registry.Registry;
import fr.pli.smtp.RelaySettings;
import fr.pli.store.KeptElsewhere;
import fr.pli.store.Queue;
import fr.pli.wire.Daemon;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the queue: sees which domains have something due and sends a courier for each, some for a domain with much. A domain that is slow or
 * dead keeps its own couriers and nobody else's. Any number of nodes run one each.
 */
public final class Dispatcher implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    /** How soon what another node accepted, or what was put off, is seen. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Duration TO_STOP = Duration.ofSeconds(20);
    /** Recipients for which one courier is enough. */
    private static final int FOR_ONE = 100;

    private final Courier.Post post;
    private final Semaphore couriers;
    private final Map<String, Integer> busy = new ConcurrentHashMap<>();
    private final Semaphore news = new Semaphore(0);
    /** Whether something may be claimed that nobody is at. */
    private final AtomicBoolean inDoubt = new AtomicBoolean(true);

    /** Whether the database was, at the last look; of the daemon alone. */
    private boolean reachable = true;

    private final Daemon daemon;
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** What it works with. */
    public record Parts(
            Queue queue,
            Registry registry,
            PeerRule peers,
            Routes routes,
            RelaySettings relay,
            TlsTrajectory tls,
            Path spool,
            Supplier<Optional<ListeBlanche>> list,
            Optional<ExistingServer> existing) {

        private KeptElsewhere kept() {
            return existing.map(ExistingServer::kept).orElse(KeptElsewhere.NONE);
        }
    }

    private Dispatcher(Parts parts, RelayRules rules, RelayListener listener, InstantSource clock) {
        BackOff backOff = new BackOff(rules.first(), rules.longest(), clock);
        Peers peers = new Peers(
                parts.routes, parts.relay, parts.tls, parts.peers, parts.existing, backOff, rules.perHost(), clock);
        DsnWriter dsns = new DsnWriter(
                parts.relay.host(),
                parts.spool,
                parts.registry,
                parts.kept(),
                parts.queue,
                rules.patience().giveUp(),
                rules.largestWhole(),
                clock);
        Pace pace = new Pace(rules.perMinute(), clock);
        this.post = new Courier.Post(
                parts.queue, peers, dsns, backOff, pace, parts.list, parts.kept(), rules, listener, clock, stopping);
        this.couriers = new Semaphore(rules.couriers());
        this.daemon = Daemon.start("dispatcher", this::round);
    }

    /** Starts it. */
    public static Dispatcher start(Parts parts, RelayRules rules, RelayListener listener, InstantSource clock) {
        return new Dispatcher(parts, rules, listener, clock);
    }

    /** Something was queued: it need not wait for the next look. */
    public void wake() {
        news.release();
    }

    /** Everything that waits for this domain is due now; this node forgets the failures of all servers. @return how many recipients */
    public int retry(String domain) {
        post.backOff().forget();
        int recipients = post.queue().retry(domain);
        wake();
        return recipients;
    }

    /** Everything that waits for this domain is returned to its senders. @return how many recipients */
    public int giveUp(String domain) {
        int recipients = post.queue().giveUp(domain);
        wake();
        return recipients;
    }

    /** Lets couriers finish the message that they are at, for some seconds. */
    @Override
    public void close() {
        stopping.set(true);
        daemon.close();
        try {
            if (!couriers.tryAcquire(post.rules().couriers(), TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("dispatcher stop=hard couriers={}", post.rules().couriers() - couriers.availablePermits());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        post.peers().close();
    }

    private void round() throws InterruptedException {
        try {
            if (inDoubt.getAndSet(false)) {
                post.queue().recover();
            }
            post.queue().due().forEach(this::send);
            reachable = true;
        } catch (StoreUnavailableException e) {
            inDoubt.set(true);
            if (reachable) {
                log.error("dispatcher store=unreachable error=\"{}\"", e.toString());
            }
            reachable = false;
        } catch (RuntimeException e) {
            inDoubt.set(true); // what was being claimed may be claimed by nobody
            throw e;
        }
        post.peers().closeIdle();
        if (news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    private void send(Queue.Due due) {
        int wanted = Math.clamp(
                (due.recipients() + FOR_ONE - 1) / FOR_ONE, 1, post.rules().perHost());
        while (busy.getOrDefault(due.domain(), 0) < wanted && couriers.tryAcquire()) {
            busy.merge(due.domain(), 1, Integer::sum);
            Thread.ofVirtual().name("courier " + due.domain()).start(() -> serve(due.domain()));
        }
    }

    private void serve(String domain) {
        try {
            new Courier(post, domain).run();
        } catch (StoreUnavailableException e) {
            inDoubt.set(true);
            log.warn("courier domain={} store=unreachable error=\"{}\"", domain, e.toString());
        } catch (RuntimeException e) {
            inDoubt.set(true);
            log.error("courier domain={} fault", domain, e);
        } finally {
            busy.computeIfPresent(domain, (_, count) -> count == 1 ? null : count - 1);
            couriers.release();
        }
    }
}
