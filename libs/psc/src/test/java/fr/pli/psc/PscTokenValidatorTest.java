package fr.pli.psc;

import static fr.pli.psc.PscListener.Outcome.ACTIVE;
import static fr.pli.psc.PscListener.Outcome.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.Requirement;
import fr.pli.prosanteconnect.Lifetimes;
import fr.pli.prosanteconnect.Options;
import fr.pli.prosanteconnect.Outage;
import fr.pli.prosanteconnect.ProSanteConnect;
import fr.pli.prosanteconnect.TokenKind;
import fr.pli.psc.TokenVerdict.Active;
import fr.pli.psc.TokenVerdict.Cause;
import fr.pli.psc.TokenVerdict.Rejected;
import fr.pli.psc.TokenVerdict.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PscTokenValidatorTest {

    private static final ProSanteConnect THERE = ProSanteConnect.start(Options.defaults());
    private static final String MARIE = "899700000017";
    private static final ValidationSettings DEFAULTS = ValidationSettings.defaults(StandInPsc.OPERATOR);

    private final Later clock = new Later();
    private final Heard heard = new Heard();
    private final Psc psc = new Psc(THERE.issuer(), THERE.discovery(), Optional.empty(), Duration.ofSeconds(5), clock);

    @AfterAll
    static void stop() {
        THERE.close();
    }

    @AfterEach
    void switchBack() {
        psc.close();
        THERE.outage(Outage.NONE);
        THERE.slow(Duration.ZERO);
        THERE.lifetimes(Lifetimes.PSC);
    }

    @Test
    @Requirement("SEED-12")
    void good_token_names_the_person_until_it_ends() {
        Instant before = Instant.now();
        assertThat(validator().validate(token(TokenKind.GOOD))).isInstanceOfSatisfying(Active.class, active -> {
            assertThat(active.person()).isEqualTo(new IdNatPs(MARIE));
            assertThat(active.until())
                    .isBetween(before.plusSeconds(115), Instant.now().plusSeconds(120));
        });
    }

    @Test
    void person_may_have_a_test_number_of_any_form() {
        assertThat(validator().validate(THERE.token(TokenKind.GOOD, "ANS20260101000001")))
                .isInstanceOf(Active.class);
        assertThat(validator().validate(THERE.token(TokenKind.GOOD, "0459900012")))
                .isInstanceOf(Active.class);
    }

    @Test
    void person_whose_number_has_no_known_form_is_refused() {
        assertThat(validator().validate(THERE.token(TokenKind.GOOD, "marie"))).isEqualTo(rejected(Cause.MALFORMED));
    }

    @Test
    void forged_and_expired_tokens_never_cost_a_call() {
        TokenValidator validator = validator();
        assertThat(validator.validate(token(TokenKind.FORGED))).isEqualTo(rejected(Cause.FORGED));
        assertThat(validator.validate(token(TokenKind.EXPIRED))).isEqualTo(rejected(Cause.EXPIRED));
        assertThat(validator.validate(token(TokenKind.REFRESH))).isEqualTo(rejected(Cause.NOT_ACCEPTED));
        assertThat(validator.validate("aToken")).isEqualTo(rejected(Cause.MALFORMED));
        assertThat(heard.outcomes).isEmpty();
    }

    @Test
    void token_of_another_psc_is_forged() {
        try (ProSanteConnect other = ProSanteConnect.start(Options.defaults())) {
            assertThat(validator().validate(other.token(TokenKind.GOOD, MARIE))).isEqualTo(rejected(Cause.FORGED));
        }
    }

    @Test
    void revoked_token_is_inactive_and_asked_about_each_time() {
        String token = token(TokenKind.GOOD);
        THERE.revoke(token);
        TokenValidator validator = validator();
        assertThat(validator.validate(token)).isEqualTo(rejected(Cause.INACTIVE));
        assertThat(validator.validate(token)).isEqualTo(rejected(Cause.INACTIVE));
        assertThat(heard.outcomes).hasSize(2);
    }

    @Test
    void good_token_is_asked_about_once_until_the_cache_forgets_it() {
        String token = token(TokenKind.GOOD);
        TokenValidator validator = validator(DEFAULTS.withCache(Duration.ofSeconds(10)));
        validator.validate(token);
        validator.validate(token);
        assertThat(heard.outcomes).containsExactly(ACTIVE);
        THERE.revoke(token);
        assertThat(validator.validate(token)).isInstanceOf(Active.class);
        clock.by = Duration.ofSeconds(11);
        assertThat(validator.validate(token)).isEqualTo(rejected(Cause.INACTIVE));
    }

    @Test
    void cache_never_outlives_the_token() {
        String token = token(TokenKind.GOOD);
        TokenValidator validator = validator(DEFAULTS.withCache(Duration.ofHours(1)));
        validator.validate(token);
        clock.by = Duration.ofSeconds(151);
        assertThat(validator.validate(token)).isEqualTo(rejected(Cause.EXPIRED));
    }

    @Test
    void clocks_may_differ_by_half_a_minute() {
        clock.by = Duration.ofSeconds(140);
        assertThat(validator().validate(token(TokenKind.GOOD))).isInstanceOf(Active.class);
    }

    @Test
    void twenty_connections_with_one_token_cost_one_call() throws Exception {
        TokenValidator validator = validator();
        validator.validate(token(TokenKind.GOOD)); // the keys are here
        String token = token(TokenKind.GOOD);
        THERE.slow(Duration.ofMillis(500));
        List<TokenVerdict> verdicts = together(20, () -> validator.validate(token));
        assertThat(verdicts)
                .hasSize(20)
                .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Active.class));
        assertThat(heard.outcomes).containsExactly(ACTIVE, ACTIVE);
    }

    @Test
    void one_who_leaves_does_not_take_the_answer_from_the_others() throws Exception {
        TokenValidator validator = validator();
        validator.validate(token(TokenKind.GOOD));
        String token = token(TokenKind.GOOD);
        THERE.slow(Duration.ofMillis(500));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<TokenVerdict> leaves = threads.submit(() -> validator.validate(token));
            Future<TokenVerdict> stays = threads.submit(() -> validator.validate(token));
            leaves.cancel(true);
            assertThat(stays.get()).isInstanceOf(Active.class);
        }
    }

    @Test
    void psc_out_of_reach_is_no_refusal() {
        TokenValidator validator = validator();
        validator.validate(token(TokenKind.GOOD));
        String known = token(TokenKind.GOOD);
        validator.validate(known);
        String token = token(TokenKind.GOOD);
        THERE.outage(Outage.REFUSED);
        assertThat(validator.validate(token)).isInstanceOf(Unreachable.class);
        assertThat(validator.validate(known)).as("answered by the cache").isInstanceOf(Active.class);
        assertThat(heard.outcomes).containsExactly(ACTIVE, ACTIVE, UNREACHABLE);
    }

    @Test
    void psc_out_of_reach_before_its_keys_were_known_is_no_refusal() {
        String token = token(TokenKind.GOOD);
        THERE.outage(Outage.REFUSED);
        TokenValidator validator = validator();
        assertThat(validator.validate(token)).isInstanceOf(Unreachable.class);
        THERE.outage(Outage.NONE);
        clock.by = Duration.ofSeconds(2);
        assertThat(validator.validate(token)).isInstanceOf(Active.class);
    }

    @Test
    void forged_token_is_forged_while_psc_is_out() {
        TokenValidator validator = validator();
        validator.validate(token(TokenKind.GOOD));
        String forged = token(TokenKind.FORGED);
        THERE.outage(Outage.UNAVAILABLE);
        assertThat(validator.validate(forged)).isEqualTo(rejected(Cause.FORGED));
    }

    @Test
    @Timeout(60)
    void slow_psc_is_given_up_after_two_tries() {
        try (Psc hasty = new Psc(THERE.issuer(), THERE.discovery(), Optional.empty(), Duration.ofMillis(400), clock)) {
            TokenValidator validator = new PscTokenValidator(hasty, DEFAULTS, heard, clock);
            validateUntilActive(validator);
            String token = token(TokenKind.GOOD);
            THERE.slow(Duration.ofMinutes(10));
            long start = System.nanoTime();
            assertThat(validator.validate(token))
                    .isInstanceOfSatisfying(
                            Unreachable.class,
                            why -> assertThat(why.detail())
                                    .contains("no answer within PT0.4S")
                                    .doesNotContain(token));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(790));
        }
    }

    @Test
    void after_five_failures_nobody_waits_until_a_probe_succeeds() {
        TokenValidator validator = validator();
        validator.validate(token(TokenKind.GOOD));
        String token = token(TokenKind.GOOD);
        THERE.outage(Outage.UNAVAILABLE);
        Stream.generate(() -> token).limit(8).forEach(validator::validate);
        assertThat(heard.outcomes).containsOnlyOnce(ACTIVE).hasSize(6);
        assertThat(heard.states).containsExactly(BreakerState.OPEN);
        THERE.outage(Outage.NONE);
        assertThat(validator.validate(token)).isInstanceOf(Unreachable.class);
        clock.by = Duration.ofSeconds(5);
        assertThat(validator.validate(token)).isInstanceOf(Active.class);
        assertThat(heard.states).containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
    }

    @Test
    void clock_that_is_set_back_does_not_prolong_the_pause() {
        TokenValidator validator = validator();
        String token = token(TokenKind.GOOD);
        validator.validate(token(TokenKind.GOOD)); // the keys are here
        THERE.outage(Outage.REFUSED);
        for (int i = 0; i < 5; i++) {
            validator.validate(token);
        }
        THERE.outage(Outage.NONE);
        assertThat(validator.validate(token)).isInstanceOf(Unreachable.class);
        clock.by = Duration.ofHours(-1);
        assertThat(validator.validate(token)).isInstanceOf(Active.class);
    }

    @Test
    void clock_that_is_set_back_does_not_prolong_the_memory_of_good_tokens() {
        String token = token(TokenKind.GOOD);
        TokenValidator validator = validator(DEFAULTS.withCache(Duration.ofSeconds(10)));
        validator.validate(token);
        THERE.revoke(token);
        clock.by = Duration.ofHours(-1);
        assertThat(validator.validate(token)).isEqualTo(rejected(Cause.INACTIVE));
    }

    @Test
    void new_key_of_psc_is_fetched_when_first_seen() {
        TokenValidator validator = validator();
        validator.validate(token(TokenKind.GOOD));
        THERE.rotateKeys();
        clock.by = Duration.ofSeconds(11);
        assertThat(validator.validate(token(TokenKind.GOOD))).isInstanceOf(Active.class);
    }

    @Test
    void unknown_keys_do_not_make_us_ask_psc_all_the_time() {
        TokenValidator validator = validator();
        validator.validate(token(TokenKind.GOOD));
        String stranger = TestTokens.signedByStranger(TestTokens.claims(THERE.issuer(), MARIE));
        THERE.slow(Duration.ofSeconds(30));
        assertThat(validator.validate(stranger)).isEqualTo(rejected(Cause.FORGED));
    }

    @Test
    void unsigned_token_is_forged_whatever_it_says() {
        String claims = TestTokens.claims(THERE.issuer(), MARIE);
        assertThat(validator().validate(TestTokens.unsigned("none", claims))).isEqualTo(rejected(Cause.FORGED));
        assertThat(validator().validate(TestTokens.unsigned("RS256", claims))).isEqualTo(rejected(Cause.FORGED));
        assertThat(validator().validate(TestTokens.hmacWithPublicKey(psc, claims)))
                .isEqualTo(rejected(Cause.FORGED));
        assertThat(heard.outcomes).isEmpty();
    }

    @Test
    void software_may_be_left_out() {
        TokenValidator allow = validator(DEFAULTS.withAcceptance(new Acceptance(Set.of("autre"), Set.of(), Set.of())));
        TokenValidator deny = validator(DEFAULTS.withAcceptance(new Acceptance(Set.of(), Set.of("pli-lps"), Set.of())));
        TokenValidator level = validator(DEFAULTS.withAcceptance(new Acceptance(Set.of(), Set.of(), Set.of("eidas1"))));
        String token = token(TokenKind.GOOD);
        assertThat(allow.validate(token)).isEqualTo(rejected(Cause.NOT_ACCEPTED));
        assertThat(deny.validate(token)).isEqualTo(rejected(Cause.NOT_ACCEPTED));
        assertThat(level.validate(token)).as("the last acr counts").isInstanceOf(Active.class);
    }

    @Test
    void userinfo_decides_where_it_is_asked() {
        TokenValidator validator = validator(DEFAULTS.withMethod(ValidationMethod.USERINFO));
        String token = token(TokenKind.GOOD);
        assertThat(validator.validate(token)).isInstanceOf(Active.class);
        String revoked = token(TokenKind.GOOD);
        THERE.revoke(revoked);
        assertThat(validator.validate(revoked)).isEqualTo(rejected(Cause.INACTIVE));
    }

    private PscTokenValidator validator() {
        return validator(DEFAULTS);
    }

    private PscTokenValidator validator(ValidationSettings settings) {
        return new PscTokenValidator(psc, settings, heard, clock);
    }

    private void validateUntilActive(TokenValidator validator) {
        org.awaitility.Awaitility.await().until(() -> {
            clock.by = clock.by.plusSeconds(1);
            return validator.validate(token(TokenKind.GOOD)) instanceof Active;
        });
    }

    private static String token(TokenKind kind) {
        return THERE.token(kind, MARIE);
    }

    private static Rejected rejected(Cause cause) {
        return new Rejected(cause);
    }

    private static <T> List<T> together(int count, Callable<T> task) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(java.util.Collections.nCopies(count, task)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }
}
