package fr.pli.psc;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.psc.TokenVerdict.Active;
import fr.pli.psc.TokenVerdict.Cause;
import fr.pli.psc.TokenVerdict.Rejected;
import fr.pli.psc.TokenVerdict.Unreachable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Introspection that says something else than yes or no. */
class OddAnswersTest {

    private static final String MARIE = "899700000017";
    private static final String PAUL = "899700000025";

    private final ScriptedPsc there = new ScriptedPsc();
    private final Psc psc = new Psc(
            there.issuer(),
            URI.create(there.issuer() + PscEndpoints.DISCOVERY),
            Optional.empty(),
            Duration.ofSeconds(1),
            InstantSource.system());
    private final TokenValidator validator = new PscTokenValidator(
            psc, ValidationSettings.defaults(StandInPsc.OPERATOR), PscListener.NONE, InstantSource.system());

    OddAnswersTest() throws Exception {}

    @AfterEach
    void close() {
        psc.close();
        there.close();
    }

    @Test
    void answer_about_somebody_else_is_refused() {
        there.introspection = there.active(PAUL);
        assertThat(validator.validate(there.token(MARIE))).isEqualTo(new Rejected(Cause.MALFORMED));
    }

    @Test
    void answer_about_the_same_person_is_good() {
        there.introspection = there.active(MARIE);
        assertThat(validator.validate(there.token(MARIE))).isInstanceOf(Active.class);
    }

    @Test
    void only_the_json_boolean_makes_a_token_active() {
        there.introspection = there.active(MARIE).replace("true", "\"true\"");
        assertThat(validator.validate(there.token(MARIE))).isEqualTo(new Rejected(Cause.INACTIVE));
    }

    @Test
    void answer_is_held_to_the_rules_of_a_token() {
        String good = there.active(MARIE);
        there.introspection = good.replace("esante-wallet", "autre");
        assertThat(validator.validate(there.token(MARIE))).isEqualTo(new Rejected(Cause.FORGED));
        there.introspection = good.replace("Bearer", "Refresh");
        assertThat(validator.validate(there.token(MARIE))).isEqualTo(new Rejected(Cause.NOT_ACCEPTED));
        there.introspection = good.replaceFirst("\"exp\":\\d+", "\"exp\":1628251084");
        assertThat(validator.validate(there.token(MARIE))).isEqualTo(new Rejected(Cause.EXPIRED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%d.25", "%d.0", "\"%d\"", "%de0"})
    void end_of_a_token_may_be_a_float_or_a_text_of_digits(String form) {
        String written = "\"exp\":" + form.formatted(Instant.now().getEpochSecond() + 60);
        String claims = TestTokens.claims(there.issuer(), MARIE).replaceFirst("\"exp\":\\d+", written);
        there.introspection = there.active(MARIE).replaceFirst("\"exp\":\\d+", written);
        assertThat(validator.validate(there.signed(claims))).isInstanceOf(Active.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1628251084.9", "\"1628251084\"", "0.5", "\"soon\"", "1e999"})
    void end_that_is_over_or_unreadable_in_another_form_is_no_open_end(String written) {
        String claims = TestTokens.claims(there.issuer(), MARIE).replaceFirst("\"exp\":\\d+", "\"exp\":" + written);
        assertThat(validator.validate(there.signed(claims))).isEqualTo(new Rejected(Cause.EXPIRED));
        there.introspection = there.active(MARIE).replaceFirst("\"exp\":\\d+", "\"exp\":" + written);
        assertThat(validator.validate(there.token(MARIE))).isEqualTo(new Rejected(Cause.EXPIRED));
    }

    @Test
    void question_that_ends_in_an_error_leaves_no_log_in_waiting() {
        there.introspection = there.active(MARIE);
        AtomicBoolean broken = new AtomicBoolean(true);
        PscListener listener = new PscListener() {
            @Override
            public void asked(Outcome outcome, Duration time) {
                if (broken.get()) {
                    throw new StackOverflowError("of a test");
                }
            }

            @Override
            public void breaker(BreakerState state) {}
        };
        TokenValidator shaken = new PscTokenValidator(
                psc, ValidationSettings.defaults(StandInPsc.OPERATOR), listener, InstantSource.system());
        String token = there.token(MARIE);

        assertThat(shaken.validate(token)).isInstanceOf(Unreachable.class);
        assertThat(shaken.validate(token)).as("the next one with that token").isInstanceOf(Unreachable.class);
        broken.set(false);
        assertThat(shaken.validate(token)).isInstanceOf(Active.class);
    }

    @Test
    void probe_that_ends_in_an_error_is_followed_by_another() {
        Later clock = new Later();
        Heard heard = new Heard();
        List<Throwable> failures = new ArrayList<>();
        OnlineCheck shaking = (_, said) -> {
            if (failures.isEmpty()) {
                return Optional.of(said);
            }
            switch (failures.removeFirst()) {
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                case Throwable other -> throw new PscUnavailableException("down", other);
            }
        };
        TokenValidator shaken =
                new PscTokenValidator(psc, ValidationSettings.defaults(StandInPsc.OPERATOR), heard, clock, shaking);
        String token = there.token(MARIE);
        failures.addAll(Collections.nCopies(5, new IOException()));
        for (Throwable probe : List.of(new StackOverflowError(), new IllegalStateException())) {
            while (!failures.isEmpty()) {
                assertThat(shaken.validate(token)).isInstanceOf(Unreachable.class);
            }
            clock.by = clock.by.plusSeconds(6);
            failures.add(probe);
        }
        assertThat(shaken.validate(token)).as("the second probe").isInstanceOf(Unreachable.class);
        assertThat(shaken.validate(token)).as("while it rests").isInstanceOf(Unreachable.class);
        clock.by = clock.by.plusSeconds(6);
        assertThat(shaken.validate(token)).isInstanceOf(Active.class);
        assertThat(heard.states)
                .containsExactly(
                        BreakerState.OPEN,
                        BreakerState.HALF_OPEN,
                        BreakerState.OPEN,
                        BreakerState.HALF_OPEN,
                        BreakerState.OPEN,
                        BreakerState.HALF_OPEN,
                        BreakerState.CLOSED);
    }

    @Test
    void answer_of_another_subject_is_refused_though_it_names_the_person() {
        String claims = TestTokens.claims(there.issuer(), MARIE).replaceFirst("\\{", "{\"sub\":\"f:1:" + MARIE + "\",");
        there.introspection = there.active(MARIE).replaceFirst("\\{", "{\"sub\":\"f:2:" + MARIE + "\",");
        assertThat(validator.validate(there.signed(claims))).isEqualTo(new Rejected(Cause.MALFORMED));
        there.introspection = there.active(MARIE).replaceFirst("\\{", "{\"sub\":\"f:1:" + MARIE + "\",");
        assertThat(validator.validate(there.signed(claims))).isInstanceOf(Active.class);
    }

    @Test
    void token_is_good_until_the_earlier_of_both_ends() {
        long soon = Instant.now().getEpochSecond() + 20;
        there.introspection = there.active(MARIE).replaceFirst("\"exp\":\\d+", "\"exp\":" + soon);
        assertThat(validator.validate(there.token(MARIE)))
                .isInstanceOfSatisfying(
                        Active.class, active -> assertThat(active.until()).isEqualTo(Instant.ofEpochSecond(soon)));
        there.introspection = there.active(MARIE);
        String claims = TestTokens.claims(there.issuer(), MARIE).replaceFirst("\"exp\":\\d+", "\"exp\":" + soon);
        assertThat(validator.validate(there.signed(claims)))
                .isInstanceOfSatisfying(
                        Active.class, active -> assertThat(active.until()).isEqualTo(Instant.ofEpochSecond(soon)));
    }

    @Test
    void answer_that_nobody_understands_is_no_refusal() {
        unreachable("<html>maintenance</html>");
        unreachable("{\"actif\":true}");
        unreachable("[]");
        unreachable("{\"active\":true,\"x\":\"" + "x".repeat(300_000) + "\"}");
    }

    @Test
    void redirection_is_not_followed() {
        there.status = 302;
        unreachable(there.active(MARIE));
    }

    @Test
    void answer_that_never_ends_is_given_up() {
        assertThat(validator.validate(there.token(MARIE))).isInstanceOf(Unreachable.class);
        there.stalls = true;
        assertThat(validator.validate(there.token(MARIE)))
                .isInstanceOfSatisfying(
                        Unreachable.class, why -> assertThat(why.detail()).contains("no answer within PT1S"));
    }

    @Test
    void discovery_of_another_issuer_is_not_believed() {
        there.discoveredIssuer = "https://autre.example/auth/realms/esante-wallet";
        assertThat(validator.validate(there.token(MARIE)))
                .isInstanceOfSatisfying(
                        Unreachable.class, why -> assertThat(why.detail()).contains("is of https://autre.example"));
    }

    private void unreachable(String answer) {
        there.introspection = answer;
        assertThat(validator.validate(there.token(MARIE))).isInstanceOf(Unreachable.class);
    }
}
