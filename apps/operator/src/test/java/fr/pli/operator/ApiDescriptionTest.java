package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the REST API says of itself (OpenAPI). */
class ApiDescriptionTest {

    private final ApiClient api = House.only().api("");

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
                        "/api/v1/annuaire get [200]",
                        "/api/v1/annuaire/{domain}/differences get [200]",
                        "/api/v1/annuaire/{domain}/extraction get [200]",
                        "/api/v1/annuaire/{domain}/mend post [200]",
                        "/api/v1/bal get [200]",
                        "/api/v1/bal post [201]",
                        "/api/v1/bal-requests post [202]",
                        "/api/v1/bal/{address} delete [204]",
                        "/api/v1/bal/{address} get [200]",
                        "/api/v1/bal/{address} put [200]",
                        "/api/v1/bal/{address}/contact put [204]",
                        "/api/v1/bal/{address}/rights get [200]",
                        "/api/v1/bal/{address}/rights-validity get [200]",
                        "/api/v1/bal/{address}/rights/{person} put [204]",
                        "/api/v1/bal/{address}/state put [200]",
                        "/api/v1/domains get [200]",
                        "/api/v1/domains post [201]",
                        "/api/v1/exchange/tls get [200]",
                        "/api/v1/indicators/anomalies/{month} get [200]",
                        "/api/v1/indicators/connections/{month} get [200]",
                        "/api/v1/indicators/messages/{month} get [200]",
                        "/api/v1/indicators/summary/{month} get [200]",
                        "/api/v1/indicators/{month}/drop post [200]",
                        "/api/v1/life/due get [200]",
                        "/api/v1/life/run post [200]",
                        "/api/v1/liste-blanche get [200]",
                        "/api/v1/liste-blanche/refresh post [200]",
                        "/api/v1/liste-blanche/{domain} get [200]",
                        "/api/v1/queue get [200]",
                        "/api/v1/queue/recipients get [200]",
                        "/api/v1/queue/{domain}/give-up post [200]",
                        "/api/v1/queue/{domain}/retry post [200]",
                        "/api/v1/structures/aliases get [200]",
                        "/api/v1/structures/aliases post [201]",
                        "/api/v1/structures/aliases/{alias} delete [204]");
        assertThat(described.at("/components/securitySchemes/token/scheme").stringValue())
                .isEqualTo("bearer");
    }
}
