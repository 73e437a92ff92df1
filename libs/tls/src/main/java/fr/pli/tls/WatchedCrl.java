package fr.pli.tls;

import fr.pli.mss.Span;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The CRL of one authority, in memory and in a file. One that was good is kept until it expires, whatever the network says (ECO.1.1.7).
 * Safe from any thread.
 */
final class WatchedCrl {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedCrl.class);

    /** The CRL of a country's organisations fits many times. */
    private static final int LARGEST = 32 * 1024 * 1024;

    private static final int MOST_URLS = 8;
    private static final Duration TIME = Duration.ofSeconds(30);
    /** Between two tries while there is one that is current. */
    private static final Duration RETRY = Duration.ofMinutes(5);
    /** Between two tries while there is none, and logins wait for it. */
    private static final Duration RETRY_IN_NEED = Duration.ofSeconds(10);
    /** How near its end the last one becomes an alarm. */
    private static final Duration ALARM = Duration.ofHours(24);

    private final X509Certificate authority;
    private final CrlFile file;
    private final HttpCall network;
    private final RefreshSchedule schedule;
    private final Clock clock;
    private final Set<URI> urls;
    private volatile @Nullable Crl crl;
    private volatile Instant lastTry = Instant.EPOCH;
    private volatile Instant lastNews = Instant.EPOCH;
    private volatile String failure = "not fetched yet";

    WatchedCrl(X509Certificate authority, CheckSettings settings, HttpCall network, Clock clock) {
        this.authority = authority;
        this.file = new CrlFile(settings.folder(), authority);
        this.network = network;
        this.schedule = settings.refresh();
        this.clock = clock;
        this.urls = new CopyOnWriteArraySet<>(settings.crlUrls());
        urls.addAll(file.urls());
        file.crl().ifPresent(this::load);
    }

    /** The CRL, if there is one that has not expired. */
    Optional<Crl> current() {
        return Optional.ofNullable(crl).filter(one -> one.isCurrent(clock.instant()));
    }

    /** Remembers where it is to be had. */
    void learn(List<URI> more) {
        if (urls.size() < MOST_URLS && urls.addAll(more)) {
            file.saveUrls(urls);
        }
    }

    /** Whether the schedule, or the lack of one, asks for a fetch now. */
    boolean isDue() {
        Instant now = clock.instant();
        if (urls.isEmpty()) {
            return false;
        }
        if (current().isEmpty()) {
            return !Span.of(lastTry, RETRY_IN_NEED).covers(now);
        }
        Duration pause = failure.isEmpty() || schedule.pause().compareTo(RETRY) < 0 ? schedule.pause() : RETRY;
        return !new Span(lastNews, schedule.next(lastNews)).covers(now)
                && !Span.of(lastTry, pause).covers(now);
    }

    /** Asks each place until one has a CRL that is good. */
    synchronized void fetch() {
        if (urls.isEmpty()) {
            return; // no certificate has said yet where it is
        }
        StringJoiner failures = new StringJoiner("; ");
        for (URI url : urls) {
            try {
                byte[] der = network.get(url, LARGEST, TIME);
                take(Crl.read(der, authority, clock.instant()), der);
                failure = "";
                lastTry = clock.instant();
                return;
            } catch (IOException | TlsSyntaxException e) {
                failures.add(url + ": " + e.getMessage());
            }
        }
        failure = failures.toString();
        lastTry = clock.instant();
        warn();
    }

    CrlState state() {
        Crl one = crl;
        return new CrlState(
                name(),
                !urls.isEmpty(),
                current().isPresent(),
                one == null ? Instant.EPOCH : one.nextUpdate(),
                one == null ? 0 : one.revoked().size(),
                failure);
    }

    /** Takes the newer one: somebody on the way could answer with an old one that has not expired. */
    private void take(Crl next, byte[] der) throws TlsSyntaxException {
        if (!next.isCurrent(clock.instant())) {
            throw new TlsSyntaxException("CRL", "expired at " + next.nextUpdate());
        }
        Crl last = crl;
        if (last == null || next.isNewerThan(last)) {
            crl = next;
            lastNews = clock.instant();
            file.saveCrl(der);
            LOG.info(
                    "crl authority=\"{}\" refresh=done revoked={} until={}",
                    name(),
                    next.revoked().size(),
                    next.nextUpdate());
        }
    }

    private void warn() {
        Instant end = Optional.ofNullable(crl).map(Crl::nextUpdate).orElse(Instant.EPOCH);
        boolean alarm = end.isBefore(clock.instant().plus(ALARM));
        LOG.atLevel(alarm ? Level.ERROR : Level.WARN)
                .log("crl authority=\"{}\" refresh=failed kept-until={} error=\"{}\"", name(), end, failure);
    }

    private void load(byte[] der) {
        try {
            Crl kept = Crl.read(der, authority, clock.instant());
            crl = kept;
            failure = "";
            lastNews = kept.thisUpdate();
        } catch (TlsSyntaxException e) {
            LOG.warn("crl authority=\"{}\" file=ignored error=\"{}\"", name(), e.getMessage());
        }
    }

    private String name() {
        return authority.getSubjectX500Principal().getName();
    }
}
