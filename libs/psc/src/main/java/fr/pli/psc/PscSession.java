package fr.pli.psc;

import fr.pli.mss.IdNatPs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A professional's session at PSC. It holds the three tokens in memory and nowhere else (ECO.1.2.5), keeps the access token fresh (SEED-11), and
 * ends with its refresh token (ECO.1.2.6). Safe from any thread.
 */
public final class PscSession {

    private final PscClient client;
    private final TokenClaims who;
    private final InstantSource clock;
    private final CompletableFuture<SessionEnd> end = new CompletableFuture<>();
    private volatile TokenSet tokens;

    PscSession(PscClient client, TokenClaims who, TokenSet tokens, InstantSource clock) {
        this.client = client;
        this.who = who;
        this.tokens = tokens;
        this.clock = clock;
        watch(tokens);
    }

    /** Who logged in, if PSC gave an IdNat_PS. Two sessions of one desk may be of two people: compare. */
    public Optional<IdNatPs> person() {
        return who.person();
    }

    /** What the ID token says of the log-in. */
    public TokenClaims claims() {
        return who;
    }

    /**
     * An access token with a third of its life before it. Gets a new one if needed, which prolongs the PSC session: not for what runs in the
     * background.
     *
     * @throws PscSessionOverException if the session is over or PSC says so now
     * @throws PscUnavailableException if a new one is needed and PSC gives none
     */
    public synchronized String accessToken() throws PscSessionOverException, PscUnavailableException {
        check();
        TokenSet now = tokens;
        if (now.fresh().covers(clock.instant())) {
            return now.access();
        }
        try {
            return renew().access();
        } catch (PscUnavailableException e) {
            if (now.accessLife().covers(clock.instant())) {
                return now.access();
            }
            throw e;
        }
    }

    /**
     * An access token with so much of its life before it. Gets a new one if needed, as {@link #accessToken()} does.
     *
     * @throws PscSessionOverException if the session is over or PSC says so now
     * @throws PscUnavailableException if a new one is needed and PSC gives none
     */
    public synchronized AccessToken accessToken(Duration least)
            throws PscSessionOverException, PscUnavailableException {
        accessToken();
        return hasLeft(tokens, least) ? told(tokens) : told(renew());
    }

    /**
     * Another access token than the one that an operator refused.
     *
     * @throws PscSessionOverException if the session is over or PSC says so now
     * @throws PscUnavailableException if a new one is needed and PSC gives none
     */
    public synchronized AccessToken insteadOf(String refused) throws PscSessionOverException, PscUnavailableException {
        check();
        return tokens.access().equals(refused) ? told(renew()) : told(tokens);
    }

    /** The access token if it has so much of its life before it. Never prolongs the session. */
    public Optional<AccessToken> currentAccessToken(Duration least) {
        TokenSet now = tokens;
        return end.isDone() || !hasLeft(now, least) ? Optional.empty() : Optional.of(told(now));
    }

    /** The access token if it is still good. Never prolongs the session. */
    public Optional<String> currentAccessToken() {
        TokenSet now = tokens;
        return end.isDone() || !now.accessLife().covers(clock.instant()) ? Optional.empty() : Optional.of(now.access());
    }

    /**
     * What PSC says of the person.
     *
     * @throws PscSessionOverException as {@link #accessToken()}
     * @throws PscUnavailableException if PSC does not say
     */
    public UserInfo userInfo() throws PscSessionOverException, PscUnavailableException {
        return client.userInfo(accessToken());
    }

    /**
     * Ends the session here, and then at PSC.
     *
     * @throws PscUnavailableException if PSC could not be told: there it ends by age
     */
    public void logOut() throws PscUnavailableException {
        String idToken = tokens.id();
        if (end.complete(SessionEnd.LOGGED_OUT)) {
            client.logOut(idToken);
        }
    }

    /** Is there nothing to be had from it any more? */
    public boolean isOver() {
        return end.isDone();
    }

    /** Calls once when the session is over, at once if it is already. */
    public void onEnd(Consumer<SessionEnd> listener) {
        var _ = end.thenAccept(listener);
    }

    /** For tests of what is no access token. */
    String idToken() {
        return tokens.id();
    }

    /** As {@link #idToken()}. */
    String refreshToken() {
        return tokens.refresh();
    }

    /** Two questions: a clock that was set back has left the life of the token too. */
    private boolean hasLeft(TokenSet set, Duration least) {
        Instant now = clock.instant();
        return set.accessLife().covers(now) && set.accessLife().covers(now.plus(least));
    }

    private static AccessToken told(TokenSet set) {
        return new AccessToken(set.access(), set.accessLife().end());
    }

    private TokenSet renew() throws PscSessionOverException, PscUnavailableException {
        try {
            tokens = client.refresh(tokens.refresh());
            watch(tokens);
            return tokens;
        } catch (PscRefusedException e) {
            if (!e.error().equals("invalid_grant")) {
                throw new PscUnavailableException(
                        "refresh: " + e.getMessage(), e); // our own client, not the person's session
            }
            end.complete(SessionEnd.REFUSED);
            throw new PscSessionOverException(SessionEnd.REFUSED);
        }
    }

    private void check() throws PscSessionOverException {
        if (!clock.instant().isBefore(tokens.refreshEnds())) {
            end.complete(SessionEnd.EXPIRED);
        }
        if (end.isDone()) {
            throw new PscSessionOverException(end.join());
        }
    }

    /** Ends the session when the refresh token of this set dies, unless another took its place. */
    private void watch(TokenSet set) {
        long millis = Duration.between(clock.instant(), set.refreshEnds()).toMillis();
        CompletableFuture.delayedExecutor(Math.max(1, millis), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (tokens.equals(set)) {
                        end.complete(SessionEnd.EXPIRED);
                    }
                });
    }

    @Override
    public String toString() {
        Instant until = tokens.refreshEnds();
        return "PscSession[" + who.person().map(IdNatPs::value).orElse("?") + ", until " + until + "]";
    }
}
