package fr.pli.psc;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.Span;
import fr.pli.psc.PscListener.Outcome;
import fr.pli.psc.TokenVerdict.Active;
import fr.pli.psc.TokenVerdict.Cause;
import fr.pli.psc.TokenVerdict.Rejected;
import fr.pli.psc.TokenVerdict.Unreachable;
import fr.pli.tls.Lookups;
import fr.pli.tls.Lookups.Found;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Validates access tokens (SEED-12): form, issuer, kind, dates and signature here, so that what is false never costs PSC a call; then PSC itself,
 * once for all who show the same token at the same time. Spec: psc.md section 6, api-lps.md section 6.
 */
public final class PscTokenValidator implements TokenValidator {

    private static final Logger LOG = LoggerFactory.getLogger(PscTokenValidator.class);
    private static final String ACCESS = "Bearer";
    /** Nobody waits longer, whatever becomes of the calls, which have deadlines of their own. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Psc psc;
    private final ValidationSettings settings;
    private final PscListener listener;
    private final InstantSource clock;
    private final OnlineCheck online;
    private final CircuitBreaker breaker;
    /** By the SHA-256 of the token. Good ones are remembered for a while; bad ones are not: they cost PSC a call each. Decision 0402. */
    private final Lookups<String, TokenVerdict> verdicts;

    /** Reaches nothing yet. {@code psc} stays the caller's to close. */
    public PscTokenValidator(Psc psc, ValidationSettings settings, PscListener listener, InstantSource clock) {
        this(
                psc,
                settings,
                listener,
                clock,
                switch (settings.method()) {
                    case INTROSPECTION -> new Introspection(psc, settings.authentication());
                    case USERINFO -> new UserInfoCheck(psc);
                });
    }

    PscTokenValidator(
            Psc psc, ValidationSettings settings, PscListener listener, InstantSource clock, OnlineCheck online) {
        this.psc = psc;
        this.settings = settings;
        this.listener = listener;
        this.clock = clock;
        this.online = online;
        breaker = new CircuitBreaker(clock, listener);
        verdicts = new Lookups<>("psc-question", settings.cacheSize(), clock);
    }

    @Override
    public TokenVerdict validate(String token) {
        String digest = digest(token);
        return verdicts.remembered(digest).orElseGet(() -> judge(token, digest));
    }

    private TokenVerdict judge(String text, String digest) {
        long start = System.nanoTime();
        try {
            SignedToken token = SignedToken.parse(text);
            Optional<Cause> objection = objection(token.claims());
            if (objection.isPresent()) {
                return new Rejected(objection.get());
            }
            return psc.signed(token)
                    ? together(digest, () -> ask(text, token.claims(), digest))
                    : new Rejected(Cause.FORGED);
        } catch (PscSyntaxException e) {
            LOG.debug("token-malformed token={} problem=\"{}\"", digest, e.getMessage());
            return new Rejected(Cause.MALFORMED);
        } catch (PscUnavailableException e) { // it never gave its keys
            tell(Outcome.UNREACHABLE, start);
            return new Unreachable(String.valueOf(e.getMessage()));
        }
    }

    /** What speaks against the claims of a token, or against what PSC says of it, by themselves. */
    private Optional<Cause> objection(TokenClaims claims) {
        if (!claims.type().equals(ACCESS) || !settings.acceptance().takes(claims)) {
            return Optional.of(Cause.NOT_ACCEPTED);
        }
        if (!claims.issuer().equals(psc.issuer().toString())) {
            return Optional.of(Cause.FORGED);
        }
        return clock.instant().isBefore(claims.expires().plus(settings.clockSkew()))
                ? Optional.empty()
                : Optional.of(Cause.EXPIRED);
    }

    /** One question for all who show the same token. It runs on a thread of its own, so that a client who leaves takes no answer from the others. */
    private TokenVerdict together(String digest, Supplier<TokenVerdict> question) {
        try {
            return verdicts.join(digest, () -> remembered(question.get()), LONGEST)
                    .orElseGet(() -> new Unreachable("no answer within " + LONGEST + ", or interrupted"));
        } catch (ExecutionException e) {
            LOG.error("psc-question-failed token={}", digest, e);
            return new Unreachable("internal error: " + e.getCause());
        }
    }

    private Found<TokenVerdict> remembered(TokenVerdict verdict) {
        Span life = verdict instanceof Active(IdNatPs _, Instant until) && settings.cacheSize() > 0
                ? Span.of(clock.instant(), settings.cache()).upTo(until)
                : Span.OVER;
        return new Found<>(verdict, life);
    }

    private TokenVerdict ask(String token, TokenClaims said, String digest) {
        if (!breaker.mayAsk()) {
            return new Unreachable("PSC failed several times in a row and is not asked for now");
        }
        long start = System.nanoTime();
        try {
            Optional<TokenClaims> answer = online.ask(token, said);
            breaker.answered();
            tell(answer.isPresent() ? Outcome.ACTIVE : Outcome.INACTIVE, start);
            return answer.map(now -> compare(said, now, digest)).orElseGet(() -> new Rejected(Cause.INACTIVE));
        } catch (PscUnavailableException e) {
            breaker.failed();
            tell(Outcome.UNREACHABLE, start);
            LOG.warn("psc-unreachable problem=\"{}\"", e.getMessage());
            return new Unreachable(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            breaker.failed(); // else a probe that broke would never be followed by another
            throw e;
        }
    }

    private TokenVerdict compare(TokenClaims said, TokenClaims answer, String digest) {
        Optional<Cause> objection = objection(answer);
        if (objection.isPresent()) {
            return new Rejected(objection.get());
        }
        Optional<IdNatPs> person = answer.person();
        if (person.isEmpty() || !answer.mayBeOfSamePersonAs(said)) {
            LOG.warn("psc-person-unclear token={} known={}", digest, person.isPresent());
            return new Rejected(Cause.MALFORMED);
        }
        Instant until = said.expires().isBefore(answer.expires()) ? said.expires() : answer.expires();
        return new Active(person.get(), until);
    }

    private void tell(Outcome outcome, long start) {
        listener.asked(outcome, Duration.ofNanos(System.nanoTime() - start));
    }

    /** What the cache and the log know a token by. */
    private static String digest(String token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
