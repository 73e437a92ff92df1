package fr.pli.psc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each of what OpenID Connect Core section 3.1.3.7 asks of an ID token, missed alone. */
class IdTokenTest {

    private static final URI BACK = URI.create("http://127.0.0.1:1/back");

    private final ScriptedPsc there = new ScriptedPsc();
    private final Psc psc = new Psc(
            there.issuer(),
            URI.create(there.issuer() + PscEndpoints.DISCOVERY),
            Optional.empty(),
            Duration.ofSeconds(5),
            InstantSource.system());
    private final PscClient client =
            new PscClient(psc, new ClientAuthentication.Secret("pli-lps", "s"), InstantSource.system());

    IdTokenTest() throws Exception {}

    @AfterEach
    void close() {
        psc.close();
        there.close();
    }

    @Test
    void good_one_begins_a_session() throws Exception {
        LoginRequest request = client.begin(BACK);
        assertThat(complete(request, claims(request)).claims().subject()).isEqualTo("f:1:899700000017");
        assertThat(complete("\"azp\":\"pli-lps\",", "").isOver()).isFalse();
        assertThat(complete("\"aud\":\"pli-lps\"", "\"aud\":[\"autre\",\"pli-lps\"]")
                        .isOver())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            "aud":"pli-lps",  "aud":"autre",         it is for another client
            "aud":"pli-lps",  "x":1,                 it is for another client
            "azp":"pli-lps",  "azp":"autre",         azp is another client
            esante-wallet",   esante-autre",         it is of another issuer
            "exp":,           "exp":1628251084 "x":, its time is over
            "nonce":",        "nonce":"x,            it answers another question
            "nonce":",        "x":",                 it answers another question
            """)
    void what_is_missed_is_named(String good, String bad, String told) {
        assertThatThrownBy(() -> complete(good, bad.replace("4 ", "4,")))
                .isInstanceOf(PscRefusedException.class)
                .hasMessageContaining(told);
    }

    @Test
    void one_that_psc_did_not_sign_is_refused() throws Exception {
        LoginRequest request = client.begin(BACK);
        there.introspection = Samples.TOKENS.replace("\"i\"", '"' + TestTokens.signedByStranger(claims(request)) + '"');
        assertThatThrownBy(() -> client.complete(request, back(request, "")))
                .isInstanceOf(PscRefusedException.class)
                .hasMessageContaining("PSC did not sign it");
    }

    @Test
    void answer_of_another_issuer_is_refused() throws Exception {
        LoginRequest request = client.begin(BACK);
        assertThatThrownBy(() -> client.complete(request, back(request, "&iss=https://autre.example")))
                .isInstanceOf(PscRefusedException.class)
                .hasMessageContaining("somebody else answered");
    }

    private PscSession complete(String good, String bad) throws Exception {
        LoginRequest request = client.begin(BACK);
        String claims = claims(request).replace(good, bad);
        assertThat(claims).isNotEqualTo(claims(request));
        return complete(request, claims);
    }

    private PscSession complete(LoginRequest request, String claims) throws Exception {
        there.introspection = Samples.TOKENS.replace("\"i\"", '"' + there.signed(claims) + '"');
        return client.complete(request, back(request, ""));
    }

    private String claims(LoginRequest request) {
        return "{\"iss\":\"%s\",\"sub\":\"f:1:899700000017\",\"aud\":\"pli-lps\",\"azp\":\"pli-lps\",\"nonce\":\"%s\",\"exp\":%d}"
                .formatted(there.issuer(), request.nonce(), Instant.now().getEpochSecond() + 60);
    }

    private static URI back(LoginRequest request, String more) {
        return URI.create(BACK + "?code=c&state=" + request.state() + more);
    }
}
