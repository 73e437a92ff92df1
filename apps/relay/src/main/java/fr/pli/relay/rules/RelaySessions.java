package fr.pli.relay.rules;

import fr.pli.psc.LoginRequest;
import fr.pli.psc.PscClient;
import fr.pli.psc.PscRefusedException;
import fr.pli.psc.PscUnavailableException;
import fr.pli.relay.rules.SessionRefusal.Code;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sessions of this node, in memory and nowhere else (ECO.1.2.5): a node that ends costs its users a new log-in. Safe from any thread.
 */
public final class RelaySessions {

    private static final Logger log = LoggerFactory.getLogger(RelaySessions.class);
    /** How long a caller may still ask why a session is over. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final PscClient psc;
    private final URI callback;
    private final SessionLimits limits;
    private final InstantSource clock;
    private final Map<String, RelaySession> sessions = new ConcurrentHashMap<>();
    private final Map<String, RelaySession> pending = new ConcurrentHashMap<>();
    private final Map<String, Instant> over = new ConcurrentHashMap<>();

    /** @param callback the redirect URI that PSC knows */
    public RelaySessions(PscClient psc, URI callback, SessionLimits limits, InstantSource clock) {
        this.psc = psc;
        this.callback = callback;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * A session that was opened.
     *
     * @param secret what its opener shows with each call; told once
     * @param location where the professional's browser has to go
     */
    public record Opened(RelaySession session, String secret, URI location) {

        @Override
        public String toString() {
            return "Opened[" + session.id() + "]";
        }
    }

    /** How a log-in ended, for the page in the browser. */
    public enum Return {
        /** A professional is logged in. */
        DONE,
        /** PSC or the professional said no. */
        REFUSED,
        /** No session waits for this answer: it was answered already, or its time is over. */
        UNKNOWN,
        /** PSC does not answer; the log-in must begin again. */
        UNREACHABLE
    }

    /**
     * Opens one for a software; the professional has to log in then (SEED-07).
     *
     * @throws SessionRefusal TOO_MANY_SESSIONS, PSC_UNREACHABLE
     */
    public Opened open(String software) throws SessionRefusal {
        Instant now = clock.instant();
        LoginRequest request;
        try {
            request = psc.begin(callback);
        } catch (PscUnavailableException e) {
            log.warn("psc=unreachable reason=\"{}\"", e.getMessage());
            throw new SessionRefusal(Code.PSC_UNREACHABLE, "Pro Santé Connect does not answer; try again");
        }
        String secret = random();
        RelaySession session = new RelaySession(random(), software, digest(secret), now, limits, request);
        add(session, now);
        return new Opened(session, secret, request.location());
    }

    /** Counted and added in one: many who come at once are no more than one after the other. */
    private synchronized void add(RelaySession session, Instant now) throws SessionRefusal {
        long many = sessions.values().stream()
                .filter(one -> one.software().equals(session.software()) && !one.isOver(now))
                .count();
        if (many >= limits.most()) {
            throw new SessionRefusal(Code.TOO_MANY_SESSIONS, "this software has " + many + " sessions already");
        }
        sessions.put(session.id(), session);
        pending.put(session.request().state(), session);
    }

    /** The browser has come back from PSC. Each answer counts once. */
    public Return callback(String state, URI asked) {
        RelaySession session = pending.remove(state);
        if (session == null || session.isOver(clock.instant())) {
            return Return.UNKNOWN;
        }
        try {
            session.logIn(psc.complete(session.request(), asked), clock.instant());
            return Return.DONE;
        } catch (PscRefusedException e) {
            session.refused(e);
            return Return.REFUSED;
        } catch (PscUnavailableException e) {
            log.warn("session={} psc=unreachable reason=\"{}\"", session.id(), e.getMessage());
            session.refused(new PscRefusedException("psc-unreachable", ""));
            return Return.UNREACHABLE;
        }
    }

    /** @throws SessionRefusal SESSION_UNKNOWN if it is not there or not this caller's */
    public RelaySession find(String id, String software, String secret) throws SessionRefusal {
        RelaySession session = sessions.get(id);
        if (session == null || !session.isOf(software, digest(secret))) {
            throw new SessionRefusal(Code.SESSION_UNKNOWN, "no session of this software has this id and this secret");
        }
        return session;
    }

    /** Ends those whose time has come, and forgets those that have been over for a while; to be called often. */
    public void sweep() {
        Instant now = clock.instant();
        sessions.values().forEach(session -> {
            if (session.isOver(now)) {
                pending.remove(session.request().state());
                if (!now.isBefore(over.computeIfAbsent(session.id(), _ -> now).plus(REMEMBERED))) {
                    sessions.remove(session.id());
                    over.remove(session.id());
                }
            }
        });
    }

    private static String random() {
        byte[] octets = new byte[32];
        RANDOM.nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
