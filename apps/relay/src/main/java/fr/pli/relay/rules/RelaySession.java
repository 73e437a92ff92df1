package fr.pli.relay.rules;

import fr.pli.mss.IdNatPs;
import fr.pli.psc.AccessToken;
import fr.pli.psc.LoginRequest;
import fr.pli.psc.PscRefusedException;
import fr.pli.psc.PscSession;
import fr.pli.psc.PscSessionOverException;
import fr.pli.psc.PscUnavailableException;
import fr.pli.relay.rules.SessionRefusal.Code;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A professional's session as one care software has opened it. The software gets the access token and nothing else (SEED-08); background work never
 * prolongs the session at PSC. Safe from any thread.
 */
public final class RelaySession {

    /** A token with less of its life before it is not given: the operator would see it die (spec: psc-relay.md section 4). */
    private static final Duration LEAST = Duration.ofSeconds(15);

    private static final Logger log = LoggerFactory.getLogger(RelaySession.class);

    private final String id;
    private final String software;
    private final byte[] secret;
    private final Instant opened;
    private final SessionLimits limits;
    private final LoginRequest request;
    private @Nullable PscSession psc;
    private Instant acted;
    private String reason = "";
    private volatile String givenAfterRefusal = "";

    /** @param secret digest of what only the opener has */
    RelaySession(
            String id, String software, byte[] secret, Instant opened, SessionLimits limits, LoginRequest request) {
        this.id = id;
        this.software = software;
        this.secret = secret.clone();
        this.opened = opened;
        this.limits = limits;
        this.request = request;
        this.acted = opened;
    }

    /** Its name, no secret. */
    public String id() {
        return id;
    }

    String software() {
        return software;
    }

    LoginRequest request() {
        return request;
    }

    boolean isOf(String caller, byte[] shown) {
        return software.equals(caller) && MessageDigest.isEqual(secret, shown);
    }

    /**
     * What a caller is told.
     *
     * @param person IdNat_PS of who logged in
     * @param ends the latest moment of its end
     * @param reason why it is over: {@code logged-out}, {@code expired}, {@code refused}, {@code idle}, {@code too-long}, {@code no-login}, or
     *     the error of PSC at log-in; empty before
     */
    public record Told(String id, SessionState state, Optional<IdNatPs> person, Instant ends, String reason) {}

    /** How it is at this moment. */
    public synchronized Told told(Instant now) {
        check(now);
        SessionState state =
                !reason.isEmpty() ? SessionState.OVER : psc == null ? SessionState.PENDING : SessionState.OPEN;
        Instant ends = opened.plus(psc == null ? limits.login() : limits.longest());
        return new Told(id, state, psc == null ? Optional.empty() : psc.person(), ends, reason);
    }

    /** The professional has logged in. A session that is over meanwhile stays so. */
    synchronized void logIn(PscSession session, Instant now) {
        check(now);
        if (!reason.isEmpty()) {
            end(session);
            return;
        }
        psc = session;
        acted = now;
        session.onEnd(end -> over(end.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        log.info(
                "session={} software={} log-in person={}",
                id,
                software,
                session.person().map(IdNatPs::value).orElse("-"));
    }

    /** PSC or the professional said no. */
    synchronized void refused(PscRefusedException e) {
        over(e.error());
    }

    /**
     * An access token to show to an operator.
     *
     * @param person whether a person acts: only then a new one is asked for
     * @param refused whether an operator has refused the last one
     * @throws SessionRefusal if there is none to be had
     */
    public AccessToken accessToken(boolean person, boolean refused, Instant now) throws SessionRefusal {
        PscSession session = open(person, now); // what follows may wait for PSC, and nobody waits for it with us
        Optional<AccessToken> current = session.currentAccessToken(LEAST);
        if (!person) {
            return current.filter(_ -> !refused)
                    .orElseThrow(() -> new SessionRefusal(
                            Code.PERSON_NEEDED, "a new token would prolong the session, and no person acts"));
        }
        try {
            return refused ? another(session, current) : session.accessToken(LEAST);
        } catch (PscSessionOverException e) {
            throw new SessionRefusal(
                    Code.SESSION_OVER, "the session is over: " + told(now).reason());
        } catch (PscUnavailableException e) {
            log.warn("session={} psc=unreachable reason=\"{}\"", id, e.getMessage());
            throw new SessionRefusal(Code.PSC_UNREACHABLE, "Pro Santé Connect does not answer; try again");
        }
    }

    /** A token that came after a refusal and is refused too is not at fault. */
    private AccessToken another(PscSession session, Optional<AccessToken> current)
            throws SessionRefusal, PscSessionOverException, PscUnavailableException {
        String last = current.map(AccessToken::value).orElse("");
        if (!last.isEmpty() && last.equals(givenAfterRefusal)) {
            throw new SessionRefusal(
                    Code.REFUSED_AGAIN, "PSC has given this token after the last refusal; another changes nothing");
        }
        AccessToken fresh = last.isEmpty() ? session.accessToken(LEAST) : session.insteadOf(last);
        givenAfterRefusal = fresh.value();
        return fresh;
    }

    /** Ends it here and at PSC. Returns false if PSC could not be told: there it ends by age. */
    public boolean logOut() {
        PscSession session;
        synchronized (this) {
            session = psc;
            close("logged-out");
        }
        return session == null || end(session);
    }

    /** Whether nothing is to be had from it; one whose time has come ends now. */
    synchronized boolean isOver(Instant now) {
        check(now);
        return !reason.isEmpty();
    }

    private synchronized PscSession open(boolean person, Instant now) throws SessionRefusal {
        check(now);
        if (!reason.isEmpty()) {
            throw new SessionRefusal(Code.SESSION_OVER, "the session is over: " + reason);
        }
        if (psc == null) {
            throw new SessionRefusal(Code.SESSION_PENDING, "nobody has logged in yet");
        }
        acted = person ? now : acted;
        return psc;
    }

    /** Ends it where its time has come. */
    private void check(Instant now) {
        if (psc == null && !now.isBefore(opened.plus(limits.login()))) {
            over("no-login");
        } else if (!now.isBefore(opened.plus(limits.longest()))) {
            over("too-long");
        } else if (psc != null && !now.isBefore(acted.plus(limits.idle()))) {
            over("idle");
        }
    }

    private synchronized void over(String why) {
        PscSession session = psc;
        if (close(why) && session != null && !session.isOver()) {
            Thread.ofVirtual().name("log-out " + id).start(() -> end(session)); // nobody waits for PSC
        }
    }

    /** @return whether it was open */
    private boolean close(String why) {
        if (!reason.isEmpty()) {
            return false;
        }
        reason = why;
        log.info("session={} software={} over reason={}", id, software, why);
        return true;
    }

    private boolean end(PscSession session) {
        try {
            session.logOut();
            return true;
        } catch (PscUnavailableException e) {
            log.warn("session={} log-out at PSC failed reason=\"{}\"", id, e.getMessage());
            return false;
        }
    }
}
