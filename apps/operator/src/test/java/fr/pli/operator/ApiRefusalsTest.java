package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the REST API refuses: one line of problem details that names the field, and nothing of our insides. */
class ApiRefusalsTest {

    private static final House HOUSE = House.only();
    private final ApiClient api = HOUSE.api("admin");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /domains            | {}                                                                        | name      | is missing
            /domains            | {'name':'a b'}                                                            | name      | expected local@domain
            /domains            | {'nom':'ch.mssante.fr'}                                                   | nom       | is not known; accepted: [name]
            /domains            | {'name':                                                                  | body      | cannot be read
            /domains            | []                                                                        | body      | cannot be read
            /bal                | {'type':'PER','holder':'899700000017'}                                    | address   | is missing
            /bal                | {'address':'moi','type':'PER','holder':'899700000017'}                    | address   | expected local@domain
            /bal                | {'address':'a@api.mssante.fr','holder':'899700000017'}                    | type      | is missing
            /bal                | {'address':'a@api.mssante.fr','type':'XXX'}                               | type      | accepted: [PER, ORG, APP, CAB]
            /bal                | {'address':'a@api.mssante.fr','type':'PER','holder':'12'}                 | holder    | expected
            /bal                | {'address':'a@api.mssante.fr','type':'APP','structure':'12'}              | structure | expected
            /bal                | {'address':'a@api.mssante.fr','type':'PER','holder':'899700000017','quota':-1} | quota | is not between 0 and
            /bal                | {'address':'a@api.mssante.fr','type':'PER','holder':'899700000017','quota':'x'} | quota | cannot be read
            /bal                | {'address':'a@api.mssante.fr','type':'PER','holder':'899700000017','quota':'5'} | quota | cannot be read
            /bal                | {'address':'a@api.mssante.fr','type':'PER','holder':'899700000017','quota':1.5} | quota | cannot be read
            /bal                | {'address':'a@api.mssante.fr','type':1,'structure':'1450000017'}          | type      | accepted: [PER, ORG, APP, CAB]
            /bal                | {'address':'a@api.mssante.fr','type':'ORG','structure':'1450000017','listeRouge':'true'} | listeRouge | cannot be read
            /bal                | {'address':'a@api.mssante.fr','type':'ORG','structure':'1450000017','description':'a\\u0000b'} | description | holds characters that are no text
            /bal                | {'address':'a@api.mssante.fr','type':'ORG','structure':'1450000017','description':'a\\r\\nb'} | description | holds characters that are no text
            /bal                | {'address':'a@api.mssante.fr','type':'ORG','structure':'1450000017','description':'\\ud800'} | description | holds characters that are no text
            /bal                | {'address':'a@api.mssante.fr','type':'PER','holder':'899700000017','override':'\\udfff\\ud800'} | override | holds characters that are no text
            /bal                | {'address':'a/b@api.mssante.fr','type':'ORG','structure':'1450000017'}     | address   | no path of this API could name it
            /bal                | {'address':'a%2fb@api.mssante.fr','type':'ORG','structure':'1450000017'}   | address   | no path of this API could name it
            /bal-requests       | {'address':'a/b@api.mssante.fr','holder':'899700000017','contact':'a@b.fr'} | address  | no path of this API could name it
            /structures/aliases | {'alias':'1690000028'}                                                    | structure | is missing
            """)
    void bad_input_is_told_with_the_name_of_the_field(String path, String body, String field, String problem)
            throws Exception {
        ApiClient.Answer answer = api.post("/api/v1" + path, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.json().get("field").stringValue()).isEqualTo(field);
        assertThat(answer.json().get("detail").stringValue())
                .startsWith(field + ": ")
                .contains(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /api/v1/bal/moi                                              | 400 | address:
            GET    | /api/v1/bal/personne@api.mssante.fr                          | 404 | no BAL personne@api.mssante.fr
            GET    | /api/v1/bal?domain=api.mssante.fr&limit=0                    | 400 | limit: 0 is not between 1 and 1000
            GET    | /api/v1/bal                                                  | 400 | 'domain'
            GET    | /api/v1/indicators/messages/2026-13                          | 400 | 'month'
            GET    | /api/v1/indicators/messages/+999999999-12                    | 400 | month: 999999999 is not between
            GET    | /api/v1/indicators/connections/+999999999-12                 | 400 | month: 999999999 is not between
            GET    | /api/v1/indicators/summary/0000-01                           | 400 | month: 0 is not between
            GET    | /api/v1/indicators/anomalies/-0001-01                        | 400 | month: -1 is not between
            POST   | /api/v1/indicators/2026-13/drop                              | 400 | 'month'
            GET    | /api/v1/bal?domain=%ff                                       | 400 | the parameters cannot be read
            GET    | /api/v1/bal?domain=%ED%A0%80                                 | 400 | the parameters cannot be read
            GET    | /api/v1/queue/recipients?domain=%ff                          | 400 | the parameters cannot be read
            GET    | /api/v1/nothing                                              | 404 | nothing has this address
            PUT    | /api/v1/bal/personne@api.mssante.fr/state                    | 400 | state: is missing
            PUT    | /api/v1/bal/personne@api.mssante.fr/rights/12                | 400 | person:
            PUT    | /api/v1/bal/personne@api.mssante.fr/rights/899700000017      | 400 | rights: is missing
            DELETE | /api/v1/structures/aliases/12                                | 400 | alias:
            DELETE | /api/v1/domains                                              | 405 | 'DELETE'
            """)
    void bad_paths_are_told_in_one_line(String method, String path, int status, String problem) throws Exception {
        ApiClient.Answer answer = api.send(method, path, method.equals("PUT") ? "{}" : "");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.json().get("detail").stringValue()).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'rights':['READ'],'until':1}                              | until | cannot be read
            {'rights':['READ'],'until':1e300}                          | until | cannot be read
            {'rights':['READ'],'until':'demain'}                       | until | cannot be read
            {'rights':['READ'],'from':'0000-01-01T00:00:00Z'}          | from  | 0 is not between 1970 and 9999
            {'rights':['READ'],'until':'-999999999-12-31T23:59:59Z'}   | until | -999999999 is not between
            {'rights':['READ'],'until':'+300000-12-31T23:59:59Z'}      | until | 300000 is not between
            """)
    void moment_that_no_clock_knows_bounds_no_right(String body, String field, String problem) throws Exception {
        ApiClient.Answer answer = api.put("/api/v1/bal/personne@api.mssante.fr/rights/899700000017", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").stringValue())
                .startsWith(field + ": ")
                .contains(problem);
    }

    @Test
    void state_is_a_word_and_no_number() throws Exception {
        ApiClient.Answer answer = api.put("/api/v1/bal/personne@api.mssante.fr/state", "{'state':1}");
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void description_that_is_too_long_is_refused() throws Exception {
        String body = "{'description':'" + "x".repeat(501) + "','listeRouge':true,'quota':0}";
        ApiClient.Answer answer = api.put("/api/v1/bal/personne@api.mssante.fr", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").stringValue()).isEqualTo("description: has more than 500 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "multipart/form-data, 415",
        "multipart/form-data; boundary=x, 415",
        "*/*, 415",
        "application/*, 415",
        "bogus, 415",
        "application/json; charset=foo, 415"
    })
    void type_of_a_body_that_nobody_reads_is_a_mistake_of_its_sender(String type, int status) throws Exception {
        ApiClient.Answer answer = api.postAs(type, "/api/v1/domains", "{}");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
    }

    /** Anybody reaches that page: an error of ours is a stack trace in the log. */
    @ParameterizedTest
    @MethodSource("formsThatAreNone")
    void form_that_cannot_be_read_is_a_mistake_of_its_sender(String type, String body) throws Exception {
        assertThat(HOUSE.api("").postAs(type, "/confirmation/x", body).status()).isBetween(400, 499);
    }

    static Stream<Arguments> formsThatAreNone() {
        String form = "application/x-www-form-urlencoded";
        return Stream.of(
                Arguments.of(form, "agree=%ff"),
                Arguments.of(form, "%zz=true"),
                Arguments.of(form, "%"),
                Arguments.of(form, "agree=" + "x".repeat(3_000_000)),
                Arguments.of(form, "a=b&".repeat(20_000)),
                Arguments.of("multipart/form-data", "agree=true"),
                Arguments.of("*/*", "agree=true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "null", "error", "other"})
    void what_nobody_expected_is_an_error_of_ours_and_no_missing_token(String how) throws Exception {
        ApiClient.Answer answer = api.get("/api/v1/broken/" + how);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.json().get("detail").stringValue()).isNotEmpty();
        assertThat(answer.body()).doesNotContain("s3cret", "Exception", "fr.pli");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/domains;x=y", "/api//v1/domains", "/api/v1/%2e%2e/domains"})
    void request_that_the_firewall_stops_is_a_bad_request(String path) throws Exception {
        ApiClient.Answer answer = api.get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("application/problem+json");
    }

    @Test
    void address_of_the_error_page_says_nothing() throws Exception {
        assertThat(api.get("/error").status()).isEqualTo(404);
        assertThat(HOUSE.api("").get("/error").status()).isEqualTo(401);
        assertThat(HOUSE.api("").get("/api/v1/broken/state").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "'', GET, /api/v1/domains, 401",
        "'', GET, /actuator/prometheus, 401",
        "'', GET, /actuator/health, 200",
        "'', GET, /v3/api-docs, 200",
        "wrong, GET, /api/v1/domains, 401",
        "metrics, GET, /actuator/prometheus, 200",
        "metrics, GET, /api/v1/domains, 403",
        "read, GET, /api/v1/domains, 200",
        "read, POST, /api/v1/domains, 403",
        "read, PUT, /api/v1/bal/marie.martin@ch-a.mssante.fr/state, 403",
        "read, GET, /actuator/prometheus, 403",
        "admin, GET, /actuator/prometheus, 200",
    })
    void each_token_may_do_what_its_role_says(String who, String method, String path, int status) throws Exception {
        ApiClient.Answer answer = HOUSE.api(who).send(method, path, "");
        assertThat(answer.status()).isEqualTo(status);
        if (status >= 400) {
            assertThat(answer.type()).isEqualTo("application/problem+json");
        }
    }
}
