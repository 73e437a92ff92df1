package fr.pli.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.pli.mss.Requirement;
import fr.pli.prosanteconnect.Lifetimes;
import fr.pli.prosanteconnect.Options;
import fr.pli.prosanteconnect.Outage;
import fr.pli.prosanteconnect.ProSanteConnect;
import fr.pli.prosanteconnect.ServiceProvider;
import fr.pli.psc.ClientAuthentication;
import fr.pli.psc.Psc;
import fr.pli.psc.PscClient;
import fr.pli.relay.rules.RelaySessions;
import fr.pli.relay.rules.SessionLimits;
import fr.pli.relay.rules.SessionRefusal;
import fr.pli.relay.rules.SessionState;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Sessions over REST, with a PSC that stands in and a browser. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionsTest {

    private static final String CABINET = "c".repeat(32);
    private static final String CLINIQUE = "d".repeat(32);
    private static final String MARIE = "899700000017";

    private static final ServiceProvider RELAY = new ServiceProvider(
            "pli-relay", "secret-du-relais", Optional.empty(), List.of("http://127.0.0.1/callback"));

    private final ProSanteConnect there =
            ProSanteConnect.start(Options.defaults().withServiceProviders(List.of(RELAY)));
    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext relay;
    private URI address;

    /** A session as its opener has it. */
    private record Opened(String id, String secret, URI location) {}

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("api-tokens"),
                "admin=%s\ncabinet:software=%s\nclinique:software=%s\n".formatted("a".repeat(32), CABINET, CLINIQUE));
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        address = URI.create("http://127.0.0.1:" + port);
        relay = RelayApplication.start(
                "--server.port=" + port,
                "--pli.address=" + address,
                "--pli.data-folder=" + folder,
                "--pli.psc.issuer=" + there.issuer(),
                "--pli.psc.discovery=" + there.discovery(),
                "--pli.psc.client-id=" + RELAY.clientId(),
                "--pli.psc.secret=" + RELAY.secret(),
                "--pli.session.most=20");
    }

    @AfterEach
    void switchBack() {
        there.outage(Outage.NONE);
        there.lifetimes(Lifetimes.PSC);
    }

    @AfterAll
    void stop() {
        relay.close();
        there.close();
        http.close();
    }

    @Test
    @Requirement("SEED-07")
    @Requirement("SEED-08")
    void a_professional_logs_in_and_the_software_gets_the_access_token_alone() throws Exception {
        Opened session = open();
        assertThat(get(session, "").body()).contains("\"state\":\"PENDING\"", "\"person\":null");
        assertThat(get(session, "/access-token?person=true").body()).contains("SESSION_PENDING");

        try (Browser browser = new Browser()) {
            HttpResponse<String> page = browser.logIn(session.location(), MARIE);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("vous pouvez fermer cette fenêtre", "lang=\"fr\"");
            assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
            assertThat(browser.get(page.uri()).statusCode())
                    .as("an answer counts once")
                    .isEqualTo(410);
        }
        assertThat(get(session, "").body()).contains("\"state\":\"OPEN\"", "\"person\":\"" + MARIE + "\"");
        HttpResponse<String> token = get(session, "/access-token");
        assertThat(token.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(token.body()).matches("\\{\"accessToken\":\"[^\"]+\",\"expires\":\"[^\"]+\"}");
    }

    @Test
    void a_session_is_of_who_opened_it_and_of_nobody_else() throws Exception {
        Opened session = logIn();
        for (Opened wrong : new Opened[] {
            new Opened(session.id(), "x".repeat(43), session.location()),
            new Opened("x".repeat(43), session.secret(), session.location())
        }) {
            for (String path : new String[] {"", "/access-token"}) {
                HttpResponse<String> answer = get(wrong, path);
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(answer.body()).contains("SESSION_UNKNOWN");
            }
            assertThat(ask("DELETE", CLINIQUE, wrong, "", "").statusCode()).isEqualTo(404);
        }
        assertThat(ask("GET", CLINIQUE, session, "/access-token", "").statusCode())
                .as("another software with its secret")
                .isEqualTo(404);
        assertThat(ask("GET", "a".repeat(32), session, "/access-token", "").statusCode())
                .as("an administrator runs the relay and reads no token")
                .isEqualTo(403);
        assertThat(ask("GET", "", session, "/access-token", "").statusCode()).isEqualTo(401);
        assertThat(get(session, "/access-token").statusCode()).isEqualTo(200);
    }

    @Test
    @Requirement("SEED-11")
    void only_what_a_person_does_prolongs_a_session() throws Exception {
        there.lifetimes(Lifetimes.PSC.withAccess(Duration.ofSeconds(10)));
        Opened session = logIn();
        there.lifetimes(Lifetimes.PSC);
        HttpResponse<String> alone = get(session, "/access-token");
        assertThat(alone.statusCode()).as("10 s are too few").isEqualTo(409);
        assertThat(alone.body()).contains("PERSON_NEEDED");
        String token = token(get(session, "/access-token?person=true"));
        assertThat(token(get(session, "/access-token"))).isEqualTo(token);
    }

    @Test
    void a_refused_token_is_replaced_once() throws Exception {
        Opened session = logIn();
        String first = token(get(session, "/access-token?person=true"));
        assertThat(get(session, "/access-token?refused=true").body()).contains("PERSON_NEEDED");
        String second = token(get(session, "/access-token?person=true&refused=true"));
        assertThat(second).isNotEqualTo(first);
        HttpResponse<String> third = get(session, "/access-token?person=true&refused=true");
        assertThat(third.statusCode()).isEqualTo(409);
        assertThat(third.body()).contains("REFUSED_AGAIN");
        assertThat(token(get(session, "/access-token?person=true"))).isEqualTo(second);
    }

    @Test
    @Requirement("ECO.1.2.6")
    void a_session_that_psc_ends_is_over_and_says_why() throws Exception {
        there.lifetimes(Lifetimes.PSC.withRefresh(Duration.ofSeconds(1)));
        Opened session = logIn();
        await().until(() -> get(session, "").body().contains("\"state\":\"OVER\""));
        HttpResponse<String> answer = get(session, "/access-token?person=true");
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.body()).contains("SESSION_OVER", "expired");
    }

    @Test
    void whoever_logs_out_is_asked_again_at_psc() throws Exception {
        Opened session = open();
        try (Browser browser = new Browser()) {
            browser.logIn(session.location(), MARIE);
            assertThat(ask("DELETE", CABINET, session, "", "").statusCode()).isEqualTo(204);
            assertThat(get(session, "").body()).contains("\"reason\":\"logged-out\"");
            assertThat(get(session, "/access-token").statusCode()).isEqualTo(410);
            assertThat(browser.get(open().location()).body())
                    .as("the form, and no session that goes on")
                    .contains("<form");
        }
    }

    @Test
    void a_refusal_at_log_in_is_told_to_both() throws Exception {
        Opened session = open();
        String state = parameter(session.location(), "state");
        try (Browser browser = new Browser()) {
            HttpResponse<String> page =
                    browser.get(URI.create(address + "/callback?error=access_denied&state=" + state));
            assertThat(page.statusCode()).isEqualTo(403);
            assertThat(page.body())
                    .contains("recommencez depuis votre logiciel")
                    .doesNotContain(state);
            assertThat(browser.get(URI.create(address + "/callback?code=x&state=unheard-of"))
                            .statusCode())
                    .isEqualTo(410);
            assertThat(browser.get(URI.create(address + "/callback")).statusCode())
                    .isEqualTo(410);
            for (String odd :
                    new String[] {"state=%zz", "state=x&code=%zz", "state=%ff", "state=x&%", "a=b=c&state="}) {
                assertThat(raw("/callback?" + odd)).as(odd).matches("HTTP/1.1 4[01][0-9] .*");
            }
        }
        assertThat(get(session, "").body()).contains("\"reason\":\"access_denied\"");
    }

    @Test
    void a_psc_that_is_out_is_told_and_costs_no_session() throws Exception {
        Opened session = logIn();
        there.outage(Outage.REFUSED);
        assertThat(get(session, "/access-token").statusCode())
                .as("the token is good")
                .isEqualTo(200);
        HttpResponse<String> other = get(session, "/access-token?person=true&refused=true");
        assertThat(other.statusCode()).isEqualTo(503);
        assertThat(other.body()).contains("PSC_UNREACHABLE");
        there.outage(Outage.NONE);
        assertThat(get(session, "/access-token?person=true&refused=true").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_software_has_so_many_sessions_and_no_more() throws Exception {
        for (int n = 0; n < 20; n++) {
            assertThat(ask("POST", CLINIQUE, null, "", "{\"flow\":\"CODE\"}").statusCode())
                    .isEqualTo(201);
        }
        HttpResponse<String> refused = ask("POST", CLINIQUE, null, "", "{\"flow\":\"CODE\"}");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("TOO_MANY_SESSIONS");
    }

    @Test
    void many_that_open_sessions_at_once_are_no_more_than_one_after_the_other() throws Exception {
        RelaySessions sessions = new RelaySessions(
                new PscClient(
                        relay.getBean(Psc.class), new ClientAuthentication.Secret("x", "y"), InstantSource.system()),
                address,
                new SessionLimits(Duration.ofHours(4), Duration.ofMinutes(30), Duration.ofMinutes(5), 10),
                InstantSource.system());
        AtomicInteger opened = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(1);
        List<Thread> threads = IntStream.range(0, 200)
                .mapToObj(_ -> Thread.ofPlatform().start(() -> {
                    try {
                        together.await();
                        sessions.open("one");
                        opened.incrementAndGet();
                    } catch (SessionRefusal e) {
                        assertThat(e.code()).isEqualTo(SessionRefusal.Code.TOO_MANY_SESSIONS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        together.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(opened).hasValue(10);
    }

    @Test
    void whoever_waits_for_psc_keeps_nobody_else() throws Exception {
        InstantSource clock = InstantSource.system();
        Duration patient = Duration.ofMinutes(10);
        try (Psc psc = new Psc(there.issuer(), there.discovery(), Optional.empty(), patient, clock)) {
            RelaySessions sessions = new RelaySessions(
                    new PscClient(psc, new ClientAuthentication.Secret(RELAY.clientId(), RELAY.secret()), clock),
                    address.resolve("/callback"),
                    new SessionLimits(Duration.ofHours(4), Duration.ofMinutes(30), Duration.ofMinutes(5), 10),
                    clock);
            RelaySessions.Opened opened = sessions.open("one");
            try (Browser browser = new Browser()) {
                URI back = browser.logIn(opened.location(), MARIE).uri(); // the relay knows nothing of it
                assertThat(sessions.callback(parameter(back, "state"), back)).isEqualTo(RelaySessions.Return.DONE);
            }
            there.slow(patient);
            Thread waiting = Thread.ofPlatform().daemon().start(() -> {
                try {
                    opened.session().accessToken(true, true, Instant.now());
                } catch (SessionRefusal e) {
                    // the test is over
                }
            });
            await().until(() ->
                    waiting.getState() == Thread.State.TIMED_WAITING || waiting.getState() == Thread.State.WAITING);
            assertThat(opened.session().told(Instant.now()).state()).isEqualTo(SessionState.OPEN);
            sessions.sweep();
            assertThat(sessions.open("one").session().id()).isNotEmpty();
            assertThat(waiting.isAlive()).isTrue();
        } finally {
            there.slow(Duration.ZERO);
        }
    }

    @Test
    void what_is_missing_is_named() throws Exception {
        assertThat(ask("POST", CABINET, null, "", "{}").body()).contains("flow: is missing");
        assertThat(ask("POST", CABINET, null, "", "{\"flow\":\"MAGIC\"}").body())
                .contains("accepted: [CODE]");
        assertThat(ask("GET", CABINET, null, "/x", "").body()).contains("header Session-Secret is missing");
    }

    private Opened logIn() throws IOException, InterruptedException {
        Opened session = open();
        try (Browser browser = new Browser()) {
            assertThat(browser.logIn(session.location(), MARIE).statusCode()).isEqualTo(200);
        }
        return session;
    }

    private Opened open() throws IOException, InterruptedException {
        HttpResponse<String> opened = ask("POST", CABINET, null, "", "{\"flow\":\"CODE\"}");
        assertThat(opened.statusCode()).isEqualTo(201);
        String body = opened.body();
        return new Opened(field(body, "id"), field(body, "secret"), URI.create(field(body, "authorizationUrl")));
    }

    private HttpResponse<String> get(Opened session, String path) throws IOException, InterruptedException {
        return ask("GET", CABINET, session, path, "");
    }

    private HttpResponse<String> ask(String verb, String token, @Nullable Opened session, String path, String body)
            throws IOException, InterruptedException {
        String id = session == null ? "" : "/" + session.id();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/api/v1/sessions" + id + path))
                .header("Content-Type", "application/json")
                .method(verb, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (session != null) {
            request.header("Session-Secret", session.secret());
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As no client writes it; the first line of the answer. */
    private String raw(String target) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    private static String token(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return field(answer.body(), "accessToken");
    }

    private static String field(String json, String name) {
        return group(Pattern.compile("\"" + name + "\":\"([^\"]+)\""), json).replace("\\u0026", "&");
    }

    private static String parameter(URI location, String name) {
        return group(Pattern.compile("[?&]" + name + "=([^&]+)"), location.toString());
    }

    private static String group(Pattern form, String text) {
        Matcher found = form.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }
}
