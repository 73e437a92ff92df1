package fr.pli.exchange;

import fr.pli.mss.ListeBlanche;
import fr.pli.mss.MssSyntaxException;
import fr.pli.tls.HttpCall;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the liste blanche in force: fetched at the start and on a schedule, on the disk over a restart. A copy that is older, or from days to come, loses too many
 * domains or cannot be read changes nothing but raises an alarm; without any copy nothing is exchanged. Safe from any thread. Spec:
 * espace-de-confiance.md sections 1 and 2.
 */
public final class ListeBlancheKeeper implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ListeBlancheKeeper.class);
    private static final int MOST_OCTETS = 64 * 1024 * 1024;
    private static final int MOST_SHOWN = 50;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration FETCH = Duration.ofMinutes(2);
    /** What is dated later would make all that comes after it look old. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final Duration AFTER_FAILURE = Duration.ofMinutes(5);
    private static final Duration WITHOUT_LIST = Duration.ofSeconds(10);

    private final ListeBlancheSettings settings;
    private final InstantSource clock;
    private final ListeBlancheListener listener;
    private final ListeBlancheCopies copies;
    private final HttpCall http;
    private final Instant started;

    private volatile Optional<ListeBlancheCopies.Copy> current;
    private volatile Optional<Instant> good = Optional.empty();
    private volatile String failure = "";
    private volatile Instant due;

    private ListeBlancheKeeper(
            ListeBlancheSettings settings, SSLContext tls, InstantSource clock, ListeBlancheListener listener) {
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
        this.copies = new ListeBlancheCopies(settings.folder());
        this.http = HttpCall.to(CONNECT, tls);
        this.started = clock.instant();
        this.due = started;
        this.current = copies.newest();
        current.ifPresent(copy -> log.info(
                "liste-blanche copy=disk generated={} domains={} sha256={}",
                copy.list().generated(),
                copy.list().domains().size(),
                copy.digest()));
    }

    /**
     * Reads the copy of the last run; the first fetch is due.
     *
     * @param tls believes the server that has the list, and no other
     */
    public static ListeBlancheKeeper open(
            ListeBlancheSettings settings, SSLContext tls, InstantSource clock, ListeBlancheListener listener) {
        return new ListeBlancheKeeper(settings, tls, clock, listener);
    }

    /** The list in force; empty as long as there never was one. */
    public Optional<ListeBlanche> current() {
        return current.map(ListeBlancheCopies.Copy::list);
    }

    /** How it stands. */
    public ListeBlancheState state() {
        Instant checked = good.orElse(started);
        boolean late = Duration.between(checked, clock.instant()).compareTo(settings.alarmAfter()) > 0;
        boolean alarm = current.isEmpty() || late || !failure.isEmpty() && !failure.equals("unreachable");
        return new ListeBlancheState(
                current(), current.map(ListeBlancheCopies.Copy::digest).orElse(""), checked, failure, alarm);
    }

    /** Fetches it if that is due; to be called every few seconds. */
    public void refreshIfDue() {
        if (!clock.instant().isBefore(due)) {
            refresh();
        }
    }

    /** Fetches it now. Blocks until it is done, two minutes at most. */
    public synchronized void refresh() {
        String reason = fetched();
        failure = reason;
        due = clock.instant().plus(pause(reason));
        if (reason.isEmpty()) {
            good = Optional.of(clock.instant());
        } else {
            listener.refused(reason);
        }
    }

    /** Without any list nothing is exchanged: that does not wait. */
    private Duration pause(String reason) {
        Duration most = current.isEmpty() ? WITHOUT_LIST : reason.isEmpty() ? settings.refresh() : AFTER_FAILURE;
        return most.compareTo(settings.refresh()) < 0 ? most : settings.refresh();
    }

    @Override
    public void close() {
        http.close();
    }

    /** Fetches a copy and takes it, unless something is wrong with it: one word says what. */
    private String fetched() {
        Path file;
        try {
            file = copies.blank();
        } catch (IOException e) {
            log.error("liste-blanche fetch=failed error=\"{}\"", e.toString());
            return "disk";
        }
        try {
            download(file);
            return judged(file, ListeBlancheCopies.read(file));
        } catch (MssSyntaxException e) {
            log.error("liste-blanche fetch=refused reason=unreadable error=\"{}\"", e.getMessage());
            return "unreadable";
        } catch (IOException e) {
            log.warn("liste-blanche fetch=failed url={} error=\"{}\"", settings.url(), e.toString());
            return "unreachable";
        } finally {
            discard(file);
        }
    }

    private String judged(Path file, ListeBlancheCopies.Copy copy) throws IOException {
        if (current.map(ListeBlancheCopies.Copy::digest)
                .filter(copy.digest()::equals)
                .isPresent()) {
            return "";
        }
        ListeBlanche list = copy.list();
        Optional<ListeBlanche> last = current();
        if (last.isPresent() && list.generated().isBefore(last.get().generated())) {
            log.error("liste-blanche fetch=refused reason=older generated={}", list.generated());
            return "older";
        }
        if (list.generated().isAfter(clock.instant().plus(AHEAD))) {
            log.error("liste-blanche fetch=refused reason=future generated={}", list.generated());
            return "future";
        }
        int before = last.map(one -> one.domains().size()).orElse(0);
        if (list.domains().size() * 100L < before * (100L - settings.maxShrink())) {
            log.error(
                    "liste-blanche fetch=refused reason=shrunk domains={} before={} sha256={}",
                    list.domains().size(),
                    before,
                    copy.digest());
            return "shrunk";
        }
        copies.keep(file, copy);
        current = Optional.of(copy);
        tell(copy, last.map(one -> one.to(list)));
        return "";
    }

    private void tell(ListeBlancheCopies.Copy copy, Optional<ListeBlanche.Change> change) {
        ListeBlanche list = copy.list();
        log.info(
                "liste-blanche copy=new generated={} rows={} domains={} sha256={} quirks={}",
                list.generated(),
                list.rows(),
                list.domains().size(),
                copy.digest(),
                list.quirks());
        change.ifPresent(what -> {
            log.info(
                    "liste-blanche added={} removed={} changed={} names-added={} names-removed={} names-changed={}",
                    what.added().size(),
                    what.removed().size(),
                    what.changed().size(),
                    shown(what.added()),
                    shown(what.removed()),
                    shown(what.changed()));
            listener.taken(list, what);
        });
    }

    private static List<String> shown(Set<String> domains) {
        return domains.stream().limit(MOST_SHOWN).toList();
    }

    private void download(Path file) throws IOException {
        HttpResponse<byte[]> whole =
                http.send(HttpRequest.newBuilder(settings.url()).build(), MOST_OCTETS, FETCH);
        if (whole.statusCode() != 200) {
            throw new IOException("HTTP status " + whole.statusCode());
        }
        Files.write(file, whole.body());
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("liste-blanche file={} error=\"{}\"", file.getFileName(), e.getMessage());
        }
    }
}
