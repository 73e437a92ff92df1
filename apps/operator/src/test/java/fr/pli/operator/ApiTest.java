package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.Requirement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The REST API over HTTP: what it creates, what it refuses, what it leaves in the audit, and what it says of itself. */
class ApiTest {

    private static final House HOUSE = House.only();
    private static final String DOMAIN = "api.mssante.fr";
    private final ApiClient api = HOUSE.api("admin");

    @Test
    void a_domain_is_added_once() throws Exception {
        assertThat(api.post("/api/v1/domains", "{'name':'Nouveau.MSSante.fr'}"))
                .isEqualTo(json(201, "{'name':'nouveau.mssante.fr'}"));
        assertThat(api.post("/api/v1/domains", "{'name':'nouveau.mssante.fr'}").status())
                .isEqualTo(409);
        assertThat(api.get("/api/v1/domains").body()).contains("\"name\":\"nouveau.mssante.fr\"");
        assertThat(audit("domain-added")).contains("admin domain-added  done nouveau.mssante.fr");
    }

    @ParameterizedTest
    @CsvSource({
        "PER, holder, 899700000017",
        "CAB, holder, 899700000017",
        "ORG, structure, 1450000017",
        "APP, structure, 1690000028",
    })
    @Requirement("SEED-14")
    void a_bal_of_each_type_is_created_with_its_owner(String type, String owner, String id) throws Exception {
        String address = type.toLowerCase(Locale.ROOT) + "@" + domain();
        ApiClient.Answer created = api.post(
                "/api/v1/bal",
                "{'address':'%s','type':'%s','%s':'%s','description':'d','listeRouge':true,'quota':5}"
                        .formatted(address, type, owner, id));
        assertThat(created.status()).isEqualTo(201);
        JsonNode shown = api.get("/api/v1/bal/" + address).json();
        assertThat(shown).isEqualTo(created.json());
        assertThat(shown.get("state").stringValue()).isEqualTo("CREATED");
        assertThat(shown.get(owner).stringValue()).isEqualTo(id);
        assertThat(api.get("/api/v1/bal?domain=" + DOMAIN).body()).contains(address);
        assertThat(audit("bal-created")).contains("admin bal-created " + address + " done ");
    }

    @Test
    void a_bal_is_suspended_and_deleted_for_good() throws Exception {
        String bal = "/api/v1/bal/" + bal("fin", "PER", "holder", "899700000017");
        assertThat(api.put(bal + "/state", "{'state':'SUSPENDED'}")
                        .json()
                        .get("state")
                        .stringValue())
                .isEqualTo("SUSPENDED");
        assertThat(api.put(bal + "/state", "{'state':'DELETED'}").status()).isEqualTo(200);
        assertThat(api.put(bal + "/state", "{'state':'ACTIVE'}").status()).isEqualTo(409);
        assertThat(audit("bal-deleted")).contains("admin bal-deleted fin@api.mssante.fr done ");
    }

    @Test
    @Requirement("SEED-49")
    void rights_on_a_bal_org_are_given_and_taken() throws Exception {
        String rights = "/api/v1/bal/" + bal("droits", "ORG", "structure", "1450000017") + "/rights";
        assertThat(api.put(rights + "/899700000033", "{'rights':['READ','SEND']}")
                        .status())
                .isEqualTo(204);
        assertThat(api.get(rights).json().get("899700000033").toString()).contains("READ", "SEND");
        assertThat(api.put(rights + "/899700000033", "{'rights':[]}").status()).isEqualTo(204);
        assertThat(api.get(rights).body()).isEqualTo("{}");
        assertThat(audit("right-given")).contains("admin right-given droits@api.mssante.fr done 899700000033");
        assertThat(audit("right-taken")).contains("admin right-taken droits@api.mssante.fr done 899700000033");
    }

    @Test
    void nobody_else_is_let_into_the_bal_of_one_person() throws Exception {
        String bal = bal("seule", "PER", "holder", "899700000017");
        assertThat(api.put("/api/v1/bal/" + bal + "/rights/899700000033", "{'rights':['READ']}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void an_identifier_counts_as_another() throws Exception {
        String same = "{'alias':'300000000099622','structure':'1690000028'}";
        assertThat(api.post("/api/v1/structures/aliases", same)).isEqualTo(json(201, same));
        assertThat(api.post("/api/v1/structures/aliases", same).status()).isEqualTo(409);
        assertThat(api.get("/api/v1/structures/aliases").body()).contains("300000000099622");
        assertThat(api.delete("/api/v1/structures/aliases/300000000099622").status())
                .isEqualTo(204);
        assertThat(api.get("/api/v1/structures/aliases").body()).doesNotContain("300000000099622");
        assertThat(audit("alias-added")).contains("admin alias-added  done 300000000099622=1690000028");
        assertThat(audit("alias-removed")).contains("admin alias-removed  done 300000000099622");
    }

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
            GET    | /api/v1/nothing                                              | 404 | No static resource
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

    @Test
    void a_bal_outside_the_domains_or_with_the_wrong_owner_or_twice_is_refused() throws Exception {
        bal("deux", "PER", "holder", "899700000017");
        String person = "{'address':'deux@%s','type':'%s','holder':'899700000017'}";
        assertThat(api.post("/api/v1/bal", person.formatted("ailleurs.mssante.fr", "PER"))
                        .json()
                        .get("code")
                        .stringValue())
                .isEqualTo("DOMAIN_UNKNOWN");
        assertThat(api.post("/api/v1/bal", person.formatted(DOMAIN, "APP"))
                        .json()
                        .get("code")
                        .stringValue())
                .isEqualTo("OWNER_DOES_NOT_FIT_TYPE");
        assertThat(api.post("/api/v1/bal", person.formatted(DOMAIN, "PER"))
                        .json()
                        .get("code")
                        .stringValue())
                .isEqualTo("ADDRESS_TAKEN");
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

    /** Whoever adds a path here makes sure that nobody reads mail with it. */
    @Test
    void the_api_describes_itself_and_opens_no_mail() throws Exception {
        JsonNode described = api.get("/v3/api-docs").json();
        assertThat(described.get("openapi").stringValue()).startsWith("3.1");
        Set<String> operations = new TreeSet<>();
        described
                .get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, operation) -> operations.add(
                        path + " " + method + " " + operation.get("responses").propertyNames())));
        assertThat(operations)
                .containsExactly(
                        "/api/v1/bal get [200]",
                        "/api/v1/bal post [201]",
                        "/api/v1/bal/{address} get [200]",
                        "/api/v1/bal/{address}/rights get [200]",
                        "/api/v1/bal/{address}/rights/{person} put [204]",
                        "/api/v1/bal/{address}/state put [200]",
                        "/api/v1/domains get [200]",
                        "/api/v1/domains post [201]",
                        "/api/v1/indicators/messages/{month} get [200]",
                        "/api/v1/structures/aliases get [200]",
                        "/api/v1/structures/aliases post [201]",
                        "/api/v1/structures/aliases/{alias} delete [204]");
        assertThat(described.at("/components/securitySchemes/token/scheme").stringValue())
                .isEqualTo("bearer");
    }

    @Test
    void what_is_answered_has_the_fields_that_are_described() throws Exception {
        JsonNode schemas = api.get("/v3/api-docs").json().at("/components/schemas");
        String address = bal("decrite", "PER", "holder", "899700000017");
        assertThat(api.get("/api/v1/bal/" + address).json().propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        schemas.at("/Shown/properties").propertyNames());
    }

    private String domain() throws IOException, InterruptedException {
        api.post("/api/v1/domains", "{'name':'" + DOMAIN + "'}"); // the first one adds it
        return DOMAIN;
    }

    private String bal(String local, String type, String owner, String id) throws IOException, InterruptedException {
        String address = local + "@" + domain();
        ApiClient.Answer created =
                api.post("/api/v1/bal", "{'address':'%s','type':'%s','%s':'%s'}".formatted(address, type, owner, id));
        assertThat(created.status()).isEqualTo(201);
        return address;
    }

    private static List<String> audit(String action) throws SQLException {
        return HOUSE.ask("SELECT concat_ws(' ', who, action, bal, outcome, reason) FROM audit WHERE action = '" + action
                + "' AND session = 'api'");
    }

    private static ApiClient.Answer json(int status, String body) {
        return new ApiClient.Answer(status, "application/json", body.replace('\'', '"'));
    }
}
