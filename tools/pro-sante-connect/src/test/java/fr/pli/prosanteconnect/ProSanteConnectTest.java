package fr.pli.prosanteconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSObject;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProSanteConnectTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String MARIE = "899700000017";
    private static final String OPERATOR = "pli-operateur:secret-de-l-operateur";

    private static final ProSanteConnect psc = ProSanteConnect.start(Options.defaults());

    private final Browser browser = new Browser(psc);

    @AfterAll
    static void stop() {
        psc.close();
    }

    @AfterEach
    void switchBack() {
        psc.outage(Outage.NONE);
        psc.slow(Duration.ZERO);
        psc.lifetimes(Lifetimes.PSC);
        browser.close();
    }

    @Test
    void discovery_is_on_the_path_of_psc_and_nowhere_else() throws Exception {
        JsonNode document = JSON.readTree(browser.get(psc.discovery()).body());
        assertThat(document.path("issuer").asString()).isEqualTo(psc.issuer().toString());
        assertThat(document.path("authorization_endpoint").asString())
                .isEqualTo(psc.authorize().toString());
        assertThat(psc.authorize().getPort()).isNotEqualTo(psc.issuer().getPort());
        assertThat(browser.get(URI.create(psc.issuer() + "/.well-known/openid-configuration"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void log_in_gives_three_tokens_in_the_form_of_psc() throws Exception {
        JsonNode tokens = logIn();
        JWSObject access = JWSObject.parse(tokens.path("access_token").asString());
        assertThat(access.getHeader().toString()).contains("\"alg\":\"RS256\"", "\"typ\":\"JWT\"", "\"kid\"");
        assertThat(access.getPayload().toString())
                .matches(
                        "\\{\"exp\":\\d+,\"iat\":\\d+,\"auth_time\":\\d+,\"jti\":\"[^\"]+\",\"iss\":\"[^\"]+\","
                                + "\"sub\":\"f:[-0-9a-f]{36}:899700000017\",\"typ\":\"Bearer\",\"azp\":\"pli-lps\",\"nonce\":\"n1\","
                                + "\"session_state\":\"[^\"]+\",\"acr\":\"1\",\"scope\":\"openid profile email scope_all\","
                                + "\"acr\":\"eidas1\",\"email_verified\":false,\"preferred_username\":\"899700000017\",\"sid\":\"[^\"]+\"}");
        assertThat(payload(tokens, "id_token").path("aud").asString()).isEqualTo("pli-lps");
        assertThat(payload(tokens, "refresh_token").path("typ").asString()).isEqualTo("Refresh");
        assertThat(tokens.path("expires_in").asInt()).isBetween(118, 120);
        assertThat(tokens.path("refresh_expires_in").asInt()).isEqualTo(1800);
    }

    @Test
    void wrong_password_leads_back_to_the_page() throws Exception {
        URI end = browser.logIn(MARIE, "faux");
        assertThat(end.toString()).endsWith("/auth/connexion?error");
        assertThat(browser.get(end).body()).contains("inconnu", "Marie MARTIN");
    }

    @Test
    void code_is_worth_nothing_without_its_verifier_and_only_once() throws Exception {
        URI back = browser.logIn(MARIE, "test");
        assertThat(browser.exchange(back, "x".repeat(43)).statusCode()).isEqualTo(400);
        URI again = Browser.location(browser.get(browser.authorizeUri()));
        assertThat(browser.exchange(again, Browser.VERIFIER).statusCode()).isEqualTo(200);
        assertThat(browser.exchange(again, Browser.VERIFIER).statusCode()).isEqualTo(400);
    }

    @Test
    void introspection_names_the_person_of_an_access_token_only() throws Exception {
        JsonNode tokens = logIn();
        JsonNode access = introspect(tokens.path("access_token").asString());
        assertThat(access.path("active").isBoolean()).isTrue();
        assertThat(access.path("SubjectNameID").asString()).isEqualTo(MARIE);
        assertThat(access.path("client_id").asString()).isEqualTo("pli-lps");
        JsonNode refresh = introspect(tokens.path("refresh_token").asString());
        assertThat(refresh.path("active").asBoolean()).isTrue();
        assertThat(refresh.has("SubjectNameID")).isFalse();
    }

    @Test
    void introspection_needs_the_secret_of_the_caller() throws Exception {
        String token = psc.token(TokenKind.GOOD, MARIE);
        assertThat(browser.post(introspection(), Map.of("token", token), "pli-operateur:faux")
                        .statusCode())
                .isEqualTo(401);
        assertThat(browser.post(introspection(), Map.of("token", token), "").statusCode())
                .isEqualTo(401);
    }

    @Test
    void tokens_that_are_not_good_are_inactive() throws Exception {
        String revoked = psc.token(TokenKind.GOOD, MARIE);
        psc.revoke(revoked);
        String ended = psc.token(TokenKind.GOOD, MARIE);
        psc.endSession(ended);
        assertThat(introspect(revoked)).hasToString("{\"active\":false}");
        assertThat(introspect(ended)).hasToString("{\"active\":false}");
        assertThat(introspect(psc.token(TokenKind.EXPIRED, MARIE))).hasToString("{\"active\":false}");
        assertThat(introspect(psc.token(TokenKind.FORGED, MARIE))).hasToString("{\"active\":false}");
        assertThat(introspect("x")).hasToString("{\"active\":false}");
        assertThat(introspect(psc.token(TokenKind.GOOD, MARIE)).path("active").asBoolean())
                .isTrue();
    }

    @Test
    void refresh_gives_new_tokens_until_the_log_out() throws Exception {
        JsonNode first = logIn();
        JsonNode second = JSON.readTree(refresh(first).body());
        assertThat(second.path("access_token").asString())
                .isNotEqualTo(first.path("access_token").asString());
        browser.get(URI.create(psc.issuer() + "/protocol/openid-connect/logout?id_token_hint="
                + first.path("id_token").asString()));
        assertThat(refresh(second).statusCode()).isEqualTo(400);
        assertThat(introspect(second.path("access_token").asString())).hasToString("{\"active\":false}");
        assertThat(Browser.location(browser.get(browser.authorizeUri())).getPath())
                .isEqualTo("/auth/connexion");
    }

    @Test
    void refresh_token_dies_of_age() throws Exception {
        psc.lifetimes(Lifetimes.PSC.withRefresh(Duration.ofSeconds(1)));
        JsonNode tokens = logIn();
        await().until(() -> !introspect(tokens.path("refresh_token").asString())
                .path("active")
                .asBoolean());
        assertThat(refresh(tokens).statusCode()).isEqualTo(400);
    }

    @Test
    void revocation_of_the_refresh_token_ends_the_session() throws Exception {
        JsonNode tokens = logIn();
        browser.post(
                URI.create(psc.issuer() + "/protocol/openid-connect/revoke"),
                Map.of("token", tokens.path("refresh_token").asString()),
                "pli-lps:secret-du-lps");
        assertThat(introspect(tokens.path("access_token").asString())).hasToString("{\"active\":false}");
    }

    @Test
    void userinfo_describes_the_professional() throws Exception {
        JsonNode info = userInfo(psc.token(TokenKind.GOOD, MARIE));
        assertThat(info.path("SubjectNameID").asString()).isEqualTo(MARIE);
        assertThat(info.at("/SubjectRefPro/exercices/0/activities/0/codePostal").asString())
                .isEqualTo("75009");
        assertThat(userInfo(psc.token(TokenKind.GOOD, "ANS20260101000002")).has("SubjectRefPro"))
                .isFalse();
        assertThat(browser.get(
                                URI.create(psc.issuer() + "/protocol/openid-connect/userinfo"),
                                "Authorization",
                                "Bearer " + psc.token(TokenKind.FORGED, MARIE))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void outage_refuses_connections_and_ends_on_the_same_ports() throws Exception {
        psc.outage(Outage.REFUSED);
        assertThatThrownBy(() -> browser.get(psc.discovery())).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> browser.get(psc.authorize())).isInstanceOf(ConnectException.class);
        browser.post(URI.create(psc.testApi() + "/outage"), Map.of("kind", "UNAVAILABLE"), "");
        assertThat(browser.get(psc.discovery()).statusCode()).isEqualTo(503);
        psc.outage(Outage.NONE);
        assertThat(browser.get(psc.discovery()).statusCode()).isEqualTo(200);
    }

    @Test
    void slow_is_slow() throws Exception {
        browser.post(URI.create(psc.testApi() + "/slow"), Map.of("delay", "PT0.3S"), "");
        long start = System.nanoTime();
        assertThat(browser.get(psc.discovery()).statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
    }

    @Test
    void keys_before_a_rotation_stay_published() throws Exception {
        String before = psc.token(TokenKind.GOOD, MARIE);
        psc.rotateKeys();
        String after = psc.token(TokenKind.GOOD, MARIE);
        String keys = browser.get(URI.create(psc.issuer() + "/protocol/openid-connect/certs"))
                .body();
        assertThat(keys)
                .contains(
                        JWSObject.parse(before).getHeader().getKeyID(),
                        JWSObject.parse(after).getHeader().getKeyID());
        assertThat(keys).doesNotContain("\"d\":");
    }

    @Test
    void switches_are_behind_no_door_of_psc() throws Exception {
        assertThat(browser.get(psc.issuer().resolve("/test/professionals")).statusCode())
                .isEqualTo(404);
        assertThat(browser.get(psc.authorize().resolve("/test/professionals")).statusCode())
                .isEqualTo(404);
        JsonNode people = JSON.readTree(
                browser.get(URI.create(psc.testApi() + "/professionals")).body());
        assertThat(people).hasSize(12);
    }

    private JsonNode logIn() throws Exception {
        return JSON.readTree(
                browser.exchange(browser.logIn(MARIE, "test"), Browser.VERIFIER).body());
    }

    private java.net.http.HttpResponse<String> refresh(JsonNode tokens) throws Exception {
        return browser.post(
                URI.create(psc.issuer() + "/protocol/openid-connect/token"),
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.path("refresh_token").asString()),
                "pli-lps:secret-du-lps");
    }

    private JsonNode introspect(String token) throws Exception {
        return JSON.readTree(
                browser.post(introspection(), Map.of("token", token), OPERATOR).body());
    }

    private JsonNode userInfo(String token) throws Exception {
        return JSON.readTree(browser.get(
                        URI.create(psc.issuer() + "/protocol/openid-connect/userinfo"),
                        "Authorization",
                        "Bearer " + token)
                .body());
    }

    private static URI introspection() {
        return URI.create(psc.issuer() + "/protocol/openid-connect/token/introspect");
    }

    private static JsonNode payload(JsonNode tokens, String name) throws Exception {
        return JSON.readTree(
                JWSObject.parse(tokens.path(name).asString()).getPayload().toString());
    }
}
