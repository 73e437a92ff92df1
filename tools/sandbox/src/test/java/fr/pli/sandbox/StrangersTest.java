package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.prosanteconnect.TokenKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is served that was not authorised. */
@ExtendWith(Besieged.class)
class StrangersTest {

    private static final String[] IMAP = {
        "SELECT INBOX",
        "EXAMINE INBOX",
        "CREATE x",
        "DELETE x",
        "RENAME INBOX x",
        "SUBSCRIBE x",
        "UNSUBSCRIBE x",
        "LIST \"\" *",
        "LSUB \"\" *",
        "STATUS INBOX (MESSAGES)",
        "APPEND INBOX {3+}\r\nabc",
        "NAMESPACE",
        "ENABLE CONDSTORE",
        "IDLE",
        "GETQUOTA \"\"",
        "GETQUOTAROOT INBOX",
        "SETQUOTA \"\" ()",
        "CHECK",
        "CLOSE",
        "UNSELECT",
        "EXPUNGE",
        "UID EXPUNGE 1",
        "SEARCH ALL",
        "UID SEARCH ALL",
        "SORT (DATE) UTF-8 ALL",
        "FETCH 1 (BODY[])",
        "UID FETCH 1 (BODY[])",
        "STORE 1 FLAGS ()",
        "COPY 1 x",
        "MOVE 1 x",
        "COMPRESS DEFLATE",
        "LOGIN marie secret"
    };
    private static final String[] SMTP = {
        "MAIL FROM:<" + People.MARIE.bal() + ">",
        "RCPT TO:<" + People.PAUL.bal() + ">",
        "DATA",
        "BDAT 3 LAST\r\nabc",
        "VRFY " + People.PAUL.bal(),
        "EXPN x",
        "BURL imap://localhost LAST",
        "ETRN x",
        "TURN"
    };

    @ParameterizedTest
    @ValueSource(strings = {"persons", "applications"})
    void every_command_before_login_is_refused(String kind, Siege siege) throws Exception {
        try (LineClient imap = siege.connections().imaps(kind, Optional.empty());
                LineClient smtp = siege.connections().submissions(kind, Optional.empty())) {
            for (String command : SMTP) {
                assertThat(smtp.smtp(command))
                        .as(command)
                        .matches("(5..|252) .*")
                        .doesNotContain("250");
            }
            for (int n = 0; n < 19; n++) {
                assertThat(imap.imap("a", IMAP[n])).as(IMAP[n]).matches("(NO|BAD) .*");
            }
        }
        try (LineClient imap = siege.connections().imaps(kind, Optional.empty())) {
            for (int n = 19; n < IMAP.length; n++) {
                assertThat(imap.imap("a", IMAP[n])).as(IMAP[n]).matches("(NO|BAD) .*");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "paul.durand",
                "../paul.durand/INBOX",
                "/paul.durand/INBOX",
                "#user/paul.durand",
                "user/paul.durand/INBOX",
                "Other Users/paul.durand",
                "INBOX/../../paul.durand",
                "~paul.durand",
                "paul.durand@sandbox.mssante.fr"
            })
    void names_lead_to_nobody_elses_mailbox(String name, Siege siege) throws Exception {
        try (LineClient client = siege.reader(People.MARIE)) {
            assertThat(client.imap("a", "SELECT \"" + name + "\"")).startsWith("NO ");
            assertThat(client.imap("b", "STATUS \"" + name + "\" (MESSAGES)")).startsWith("NO ");
        }
    }

    @Test
    void a_token_opens_the_bal_of_its_person_only(Siege siege) throws Exception {
        String token = siege.sandbox().psc().token(TokenKind.GOOD, People.MARIE.id());
        for (String bal :
                new String[] {People.PAUL.bal().toString(), People.RESULTS.toString(), "nobody@sandbox.mssante.fr"}) {
            try (LineClient client = siege.connections().imaps("persons", Optional.empty())) {
                client.imap("a", "AUTHENTICATE XOAUTH2 " + LineClient.xoauth2(bal, token));
                client.send("");
                assertThat(client.tagged("a")).startsWith("NO [AUTHENTICATIONFAILED]");
                assertThat(client.imap("b", "SELECT INBOX")).startsWith("BAD ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/bal",
                "/api/v1/bal/marie.martin@sandbox.mssante.fr",
                "/api/v1/domains",
                "/api/v1/indicators",
                "/api/v1/../v1/bal",
                "/api/v1/bal;x=/actuator/health",
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/prometheus",
                "/actuator/health/../env",
                "/actuator/health/..;/env",
                "//api/v1/bal",
                "/api/v1/bal/",
                "/v3/api-docs/../../api/v1/bal",
                "/error",
                "/api-tokens",
                "/..%2fdata/api-tokens",
                "/h2-console",
                "/.git/config"
            })
    void a_guessed_address_gives_nothing(String path, Siege siege) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + siege.sandbox().operator().port("api") + path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String token : new String[] {"", "Bearer x", "Bearer ", "Basic YWRtaW46YWRtaW4="}) {
                HttpRequest request = HttpRequest.newBuilder(uri)
                        .header("Authorization", token)
                        .build();
                HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(response.statusCode()).as(path + " " + token).isIn(400, 401, 403, 404);
                assertThat(response.body()).doesNotContain("mssante.fr");
            }
        }
    }

    @Test
    void compression_is_neither_offered_to_a_stranger_nor_known_to_him(Siege siege) throws Exception {
        try (LineClient client = siege.connections().imaps("persons", Optional.empty())) {
            client.send("c CAPABILITY");
            assertThat(client.read()).doesNotContain("COMPRESS");
            client.tagged("c");
            assertThat(client.imap("a", "COMPRESS DEFLATE")).startsWith("BAD ");
        }
    }
}
