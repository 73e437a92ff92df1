package fr.pli.psc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.Requirement;
import fr.pli.psc.PscListener.Outcome;
import fr.pli.psc.TokenVerdict.Active;
import fr.pli.psc.TokenVerdict.Cause;
import fr.pli.psc.TokenVerdict.Rejected;
import fr.pli.psc.TokenVerdict.Unreachable;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What this library needs of a PSC, and what it makes of it. Whoever claims to be one passes. */
abstract class PscContract {

    private static final URI BACK = URI.create("http://127.0.0.1:4711/retour");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestPsc there;
    private final Psc psc;
    private final Heard heard = new Heard();

    PscContract(TestPsc there) {
        this.there = there;
        psc = new Psc(there.issuer(), there.discovery(), Optional.of(there.tls().context()), PATIENCE, clock());
    }

    @AfterEach
    void close() {
        psc.close();
    }

    @Test
    @Requirement("SEED-07")
    void log_in_gives_a_session_of_the_person() throws Exception {
        PscSession session = logIn();
        assertThat(session.person()).contains(new IdNatPs(TestPsc.PERSON));
        assertThat(session.claims().type()).isEqualTo("ID");
        assertThat(session.isOver()).isFalse();
    }

    @Test
    @Requirement("SEED-12")
    void access_token_is_active_at_introspection() throws Exception {
        assertThat(validator().validate(logIn().accessToken()))
                .isInstanceOfSatisfying(
                        Active.class,
                        active -> assertThat(active.person().value()).isEqualTo(TestPsc.PERSON));
        assertThat(heard.outcomes).containsExactly(Outcome.ACTIVE);
    }

    @Test
    void introspection_takes_our_certificate_for_a_secret() throws Exception {
        var validator = validator(ValidationSettings.defaults(there.operatorByCertificate()), clock());
        assertThat(validator.validate(logIn().accessToken())).isInstanceOf(Active.class);
    }

    @Test
    void no_certificate_but_ours_opens_introspection() throws Exception {
        String token = logIn().accessToken();
        assertThat(introspected(there.tls().ofAnother(), token)).contains("HTTP 401 to client pli-operateur-tls");
        assertThat(introspected(there.tls().ofNobody(), token)).contains("HTTP 401 to client pli-operateur-tls");
        assertThat(introspected(there.tls().ofImpostor(), token)).contains("SSLHandshakeException");
    }

    @Test
    void access_token_is_active_at_userinfo() throws Exception {
        var validator =
                validator(ValidationSettings.defaults(there.operator()).withMethod(ValidationMethod.USERINFO), clock());
        assertThat(validator.validate(logIn().accessToken())).isInstanceOf(Active.class);
    }

    @Test
    void userinfo_names_the_person() throws Exception {
        assertThat(logIn().userInfo().person()).contains(new IdNatPs(TestPsc.PERSON));
    }

    @Test
    @Requirement("SEED-11")
    void refresh_gives_another_good_access_token() throws Exception {
        PscClient client = client();
        LoginRequest request = client.begin(BACK);
        Later later = new Later();
        PscSession session = new PscClient(psc, there.lps(), later)
                .complete(request, there.logIn(request.location(), TestPsc.PERSON));
        String first = session.accessToken();
        assertThat(session.accessToken()).isEqualTo(first);
        later.by = Duration.ofSeconds(100);
        String second = session.accessToken();
        assertThat(second).isNotEqualTo(first);
        assertThat(validator().validate(second)).isInstanceOf(Active.class);
    }

    @Test
    @Requirement("ECO.1.2.6")
    void log_out_makes_the_tokens_inactive_and_ends_the_session() throws Exception {
        PscSession session = logIn();
        String token = session.accessToken();
        session.logOut();
        assertThat(validator().validate(token)).isEqualTo(new Rejected(Cause.INACTIVE));
        assertThatThrownBy(session::accessToken).isInstanceOf(PscSessionOverException.class);
    }

    @Test
    void refresh_after_a_log_out_elsewhere_ends_the_session() throws Exception {
        PscClient client = client();
        LoginRequest request = client.begin(BACK);
        Later later = new Later();
        PscSession session = new PscClient(psc, there.lps(), later)
                .complete(request, there.logIn(request.location(), TestPsc.PERSON));
        client.logOut(session.idToken());
        later.by = Duration.ofSeconds(100);
        assertThatThrownBy(session::accessToken)
                .isInstanceOfSatisfying(
                        PscSessionOverException.class,
                        over -> assertThat(over.end()).isEqualTo(SessionEnd.REFUSED));
    }

    @Test
    void id_token_and_refresh_token_are_no_access_tokens() throws Exception {
        PscSession session = logIn();
        assertThat(validator().validate(session.idToken())).isEqualTo(new Rejected(Cause.NOT_ACCEPTED));
        assertThat(validator().validate(session.refreshToken())).isEqualTo(new Rejected(Cause.NOT_ACCEPTED));
        assertThat(heard.outcomes).isEmpty();
    }

    @Test
    void expired_token_costs_no_call() throws Exception {
        Later later = new Later();
        later.by = Duration.ofMinutes(10);
        var validator = validator(ValidationSettings.defaults(there.operator()), later);
        assertThat(validator.validate(logIn().accessToken())).isEqualTo(new Rejected(Cause.EXPIRED));
        assertThat(heard.outcomes).isEmpty();
    }

    @Test
    void changed_token_costs_no_call() throws Exception {
        String token = logIn().accessToken();
        int middle = token.lastIndexOf('.') + 20;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        String changed = token.substring(0, middle) + other + token.substring(middle + 1);
        assertThat(validator().validate(changed)).isEqualTo(new Rejected(Cause.FORGED));
        assertThat(heard.outcomes).isEmpty();
    }

    @Test
    void wrong_secret_of_ours_is_not_the_fault_of_the_person() throws Exception {
        var wrong = new ClientAuthentication.Secret(there.operator().clientId(), "faux");
        assertThat(validator(ValidationSettings.defaults(wrong), clock()).validate(logIn().accessToken()))
                .isInstanceOf(Unreachable.class);
    }

    @Test
    void code_without_its_verifier_is_refused() throws Exception {
        LoginRequest request = client().begin(BACK);
        URI back = there.logIn(request.location(), TestPsc.PERSON);
        var other = new LoginRequest(
                request.location(),
                BACK,
                request.state(),
                request.nonce(),
                client().begin(BACK).verifier());
        assertThatThrownBy(() -> client().complete(other, back))
                .isInstanceOfSatisfying(
                        PscRefusedException.class,
                        refused -> assertThat(refused.error()).isEqualTo("invalid_grant"));
    }

    @Test
    void answer_with_another_state_is_refused() throws Exception {
        LoginRequest request = client().begin(BACK);
        URI back = there.logIn(request.location(), TestPsc.PERSON);
        LoginRequest other = client().begin(BACK);
        assertThatThrownBy(() -> client().complete(other, back)).hasMessageContaining("state_mismatch");
    }

    @Test
    void id_token_with_another_nonce_is_refused() throws Exception {
        LoginRequest request = client().begin(BACK);
        URI back = there.logIn(request.location(), TestPsc.PERSON);
        var other = new LoginRequest(request.location(), BACK, request.state(), "x", request.verifier());
        assertThatThrownBy(() -> client().complete(other, back)).hasMessageContaining("another question");
    }

    private PscSession logIn() throws Exception {
        LoginRequest request = client().begin(BACK);
        return client().complete(request, there.logIn(request.location(), TestPsc.PERSON));
    }

    /** Why the operator that shows this certificate hears nothing about a token. */
    private String introspected(SSLContext shown, String token) {
        try (Psc same = new Psc(there.issuer(), there.discovery(), Optional.of(shown), PATIENCE, clock())) {
            var settings = ValidationSettings.defaults(there.operatorByCertificate());
            TokenVerdict verdict = new PscTokenValidator(same, settings, heard, clock()).validate(token);
            assertThat(verdict).isInstanceOf(Unreachable.class);
            return ((Unreachable) verdict).detail();
        }
    }

    private PscClient client() {
        return new PscClient(psc, there.lps(), clock());
    }

    private TokenValidator validator() {
        return validator(ValidationSettings.defaults(there.operator()), clock());
    }

    private TokenValidator validator(ValidationSettings settings, InstantSource clock) {
        return new PscTokenValidator(psc, settings, heard, clock);
    }

    private static InstantSource clock() {
        return InstantSource.system();
    }
}
