package fr.pli.psc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.pli.mss.Requirement;
import fr.pli.prosanteconnect.Lifetimes;
import fr.pli.prosanteconnect.Options;
import fr.pli.prosanteconnect.Outage;
import fr.pli.prosanteconnect.ProSanteConnect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PscSessionTest {

    private static final ProSanteConnect THERE = ProSanteConnect.start(Options.defaults());
    private static final String MARIE = "899700000017";

    private final Later clock = new Later();
    private final Psc psc = new Psc(THERE.issuer(), THERE.discovery(), Optional.empty(), Duration.ofSeconds(5), clock);
    private final PscClient client = new PscClient(psc, StandInPsc.LPS, clock);

    @AfterAll
    static void stop() {
        THERE.close();
    }

    @AfterEach
    void switchBack() {
        psc.close();
        THERE.outage(Outage.NONE);
        THERE.lifetimes(Lifetimes.PSC);
    }

    @Test
    @Requirement("ECO.1.2.6")
    void session_ends_by_itself_when_its_refresh_token_dies() throws Exception {
        THERE.lifetimes(Lifetimes.PSC.withRefresh(Duration.ofSeconds(1)));
        PscSession session = logIn();
        List<SessionEnd> ends = new CopyOnWriteArrayList<>();
        session.onEnd(ends::add);
        await().until(session::isOver);
        assertThat(ends).containsExactly(SessionEnd.EXPIRED);
        assertThat(session.currentAccessToken()).isEmpty();
        assertThatThrownBy(session::accessToken).isInstanceOf(PscSessionOverException.class);
    }

    @Test
    @Requirement("SEED-11")
    void session_outlives_its_first_refresh_token_by_refreshing() throws Exception {
        PscSession session = logIn();
        clock.by = Duration.ofMinutes(29);
        String second = session.accessToken();
        clock.by = Duration.ofMinutes(31);
        assertThat(session.accessToken()).isNotEqualTo(second);
    }

    @Test
    void clock_that_is_set_back_leaves_no_token_that_may_be_old() throws Exception {
        PscSession session = logIn();
        String first = session.accessToken();
        clock.by = Duration.ofHours(-1);
        assertThat(session.currentAccessToken()).isEmpty();
        assertThat(session.accessToken()).isNotEqualTo(first);
    }

    @Test
    void outage_leaves_the_session_its_token_as_long_as_it_is_good() throws Exception {
        PscSession session = logIn();
        String token = session.accessToken();
        THERE.outage(Outage.REFUSED);
        clock.by = Duration.ofSeconds(100);
        assertThat(session.accessToken()).isEqualTo(token);
        clock.by = Duration.ofSeconds(125);
        assertThatThrownBy(session::accessToken).isInstanceOf(PscUnavailableException.class);
        assertThat(session.isOver()).isFalse();
        THERE.outage(Outage.NONE);
        assertThat(session.accessToken()).isNotEqualTo(token);
    }

    @Test
    void background_work_gets_the_token_without_prolonging_the_session() throws Exception {
        PscSession session = logIn();
        String token = session.accessToken();
        clock.by = Duration.ofSeconds(100);
        assertThat(session.currentAccessToken()).contains(token);
        clock.by = Duration.ofSeconds(125);
        assertThat(session.currentAccessToken()).isEmpty();
    }

    @Test
    @Requirement("ECO.1.2.5")
    void session_shows_no_token() throws Exception {
        PscSession session = logIn();
        assertThat(session.toString()).contains(MARIE).doesNotContain(session.accessToken());
        assertThat(StandInPsc.LPS.toString()).doesNotContain("secret");
        assertThat(client.begin(URI.create("http://127.0.0.1/retour")).toString())
                .doesNotContain("code_challenge");
    }

    @Test
    void refusal_by_the_person_is_told() throws Exception {
        LoginRequest request = client.begin(URI.create("http://127.0.0.1:4711/retour"));
        URI back = URI.create(
                request.redirectUri() + "?error=access_denied&error_description=non&state=" + request.state());
        assertThatThrownBy(() -> client.complete(request, back))
                .isInstanceOf(PscRefusedException.class)
                .hasMessage("access_denied: non");
    }

    @Test
    void loopback_receiver_takes_the_browser_that_comes_back() throws Exception {
        try (LoopbackReceiver receiver = LoopbackReceiver.open();
                TestBrowser browser = new TestBrowser(SSLContext.getDefault());
                HttpClient http = HttpClient.newHttpClient()) {
            LoginRequest request = client.begin(receiver.redirectUri());
            URI back = browser.logIn(request.location(), "identifiant", MARIE, "motdepasse", "test");
            assertThat(http.send(HttpRequest.newBuilder(receiver.redirectUri()).build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(404);
            assertThat(http.send(HttpRequest.newBuilder(back).build(), BodyHandlers.ofString())
                            .body())
                    .contains("fermer cette fenêtre");
            assertThat(client.complete(request, receiver.await(Duration.ofSeconds(10)))
                            .person())
                    .isPresent();
        }
    }

    @Test
    void loopback_receiver_does_not_wait_for_ever() throws Exception {
        try (LoopbackReceiver receiver = LoopbackReceiver.open()) {
            assertThatThrownBy(() -> receiver.await(Duration.ofMillis(10))).isInstanceOf(TimeoutException.class);
        }
    }

    private PscSession logIn() throws Exception {
        LoginRequest request = client.begin(URI.create("http://127.0.0.1:4711/retour"));
        try (TestBrowser browser = new TestBrowser(SSLContext.getDefault())) {
            return client.complete(
                    request, browser.logIn(request.location(), "identifiant", MARIE, "motdepasse", "test"));
        }
    }
}
