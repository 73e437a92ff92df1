package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.Requirement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The REST API over HTTP: what it creates and changes, and the line of audit of each. */
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
                "{'address':'%s','type':'%s','%s':'%s','description':'d','listeRouge':true,'quota':5,'override':'essai'}"
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
    @Requirement("R1-04")
    void a_bal_is_suspended_and_deleted_for_good() throws Exception {
        String bal = "/api/v1/bal/" + bal("fin", "PER", "holder", "899700000017");
        assertThat(api.put(bal + "/state", "{'state':'SUSPENDED'}")
                        .json()
                        .get("state")
                        .stringValue())
                .isEqualTo("SUSPENDED");
        assertThat(api.delete(bal + "?confirm=fin@api.mssante.fr").status()).isEqualTo(204);
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

    @Test
    void a_bal_outside_the_domains_or_with_the_wrong_owner_or_twice_is_refused() throws Exception {
        bal("deux", "PER", "holder", "899700000017");
        String person = "{'address':'deux@%s','type':'%s','holder':'899700000017','override':'essai'}";
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
        ApiClient.Answer created = api.post(
                "/api/v1/bal",
                "{'address':'%s','type':'%s','%s':'%s','override':'essai'}".formatted(address, type, owner, id));
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
