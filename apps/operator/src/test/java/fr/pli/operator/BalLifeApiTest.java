package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.Requirement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an administrator may do to the life of a BAL, and what the database refuses. */
class BalLifeApiTest {

    private static final House HOUSE = House.only();
    private static final AtomicInteger COUNT = new AtomicInteger();
    private final ApiClient api = HOUSE.api("admin");

    @Test
    @Requirement("MSS 14 (deletion)")
    void to_delete_is_an_act_of_its_own_that_names_the_address_twice() throws Exception {
        String bal = create();
        ApiClient.Answer moved = api.put("/api/v1/bal/" + bal + "/state", "{'state':'DELETED'}");
        assertThat(moved.status()).isEqualTo(409);
        assertThat(moved.json().get("code").stringValue()).isEqualTo("TRANSITION_REFUSED");

        ApiClient.Answer once = api.delete("/api/v1/bal/" + bal);
        assertThat(once.status()).isEqualTo(400);
        assertThat(once.json().get("field").stringValue()).isEqualTo("confirm");
        assertThat(api.delete("/api/v1/bal/" + bal + "?confirm=x" + bal).status())
                .isEqualTo(400);
        assertThat(state(bal)).isEqualTo("CREATED");

        assertThat(api.delete("/api/v1/bal/" + bal + "?export=true&confirm=" + bal)
                        .status())
                .isEqualTo(204);
        assertThat(state(bal)).isEqualTo("DELETED");
        assertThat(House.exports().resolve(bal + ".zip")).isNotEmptyFile();
        assertThat(api.delete("/api/v1/bal/" + bal + "?confirm=" + bal).status())
                .isEqualTo(409);
        assertThat(api.put("/api/v1/bal/" + bal + "/state", "{'state':'ACTIVE'}")
                        .status())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({"CREATED", "UNPUBLISHED", "NOTICE"})
    void what_time_does_no_administrator_does(String state) throws Exception {
        String bal = create();
        assertThat(api.put("/api/v1/bal/" + bal + "/state", "{'state':'" + state + "'}")
                        .status())
                .isEqualTo(409);
        assertThat(api.put("/api/v1/bal/" + bal + "/state", "{'state':'SUSPENDED'}")
                        .status())
                .isEqualTo(200);
        assertThat(api.put("/api/v1/bal/" + bal + "/state", "{'state':'ACTIVE'}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_value_that_cannot_be_kept_is_the_callers_fault() throws Exception {
        String bal = create();
        String nul = "\\u0000";
        assertThat(api.put("/api/v1/bal/" + bal, "{'description':'a" + nul + "b','listeRouge':false,'quota':0}")
                        .status())
                .isEqualTo(400);
        assertThat(api.post(
                                "/api/v1/bal",
                                "{'address':'nul" + COUNT.incrementAndGet() + "@" + People.DOMAIN
                                        + "','type':'PER','holder':'899700000017','override':'a" + nul + "'}")
                        .status())
                .isEqualTo(400);
        for (String path : new String[] {
            "/api/v1/bal?domain=a%00b", "/api/v1/bal?domain=x&after=%00", "/api/v1/queue/recipients?domain=%00"
        }) {
            ApiClient.Answer answer = api.get(path);
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.type()).isEqualTo("application/problem+json");
        }
    }

    @Test
    @Requirement("MSS 17")
    void an_override_is_audited_with_the_bal_that_it_created_and_only_then() throws Exception {
        String bal = create();
        assertThat(HOUSE.ask("SELECT count(*) FROM audit WHERE action = 'mss17-override' AND bal = '" + bal + "'"))
                .containsExactly("1");
        assertThat(post(bal).status()).isEqualTo(409);
        assertThat(HOUSE.ask("SELECT count(*) FROM audit WHERE action = 'mss17-override' AND bal = '" + bal + "'"))
                .containsExactly("1");
    }

    @Test
    void a_bal_that_is_created_without_a_quota_has_that_of_the_configuration() throws Exception {
        assertThat(api.get("/api/v1/bal/" + create()).json().get("quota").longValue())
                .isEqualTo(20_000_000_000L);
    }

    private String create() throws Exception {
        String bal = "vie" + COUNT.incrementAndGet() + "@" + People.DOMAIN;
        assertThat(post(bal).status()).isEqualTo(201);
        return bal;
    }

    private ApiClient.Answer post(String bal) throws Exception {
        return api.post(
                "/api/v1/bal", "{'address':'" + bal + "','type':'PER','holder':'899700000017','override':'essai'}");
    }

    private String state(String bal) throws Exception {
        return api.get("/api/v1/bal/" + bal).json().get("state").stringValue();
    }
}
