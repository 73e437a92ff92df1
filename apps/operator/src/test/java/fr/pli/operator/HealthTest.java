package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.operator.wiring.OperatorMetrics;
import fr.pli.prosanteconnect.Outage;
import fr.pli.prosanteconnect.TokenKind;
import fr.pli.psc.TokenValidator;
import fr.pli.wire.Daemon;
import java.sql.SQLException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a load balancer and an alarm are told. */
class HealthTest {

    private static final House HOUSE = House.only();
    private static final ApiClient METRICS = HOUSE.api("metrics");

    @AfterEach
    void repair() throws SQLException {
        HOUSE.repair();
        Awaitility.await().until(() -> {
            login();
            return HOUSE.bean(OperatorMetrics.class).pscAnswers();
        });
    }

    @Test
    void all_is_well() throws Exception {
        JsonNode health = METRICS.get("/actuator/health").json();
        assertThat(health.get("status").stringValue()).isEqualTo("UP");
        assertThat(health.at("/components/psc/details/breaker").stringValue()).isEqualTo("CLOSED");
        assertThat(health.at("/components/crl/status").stringValue()).isEqualTo("UP");
    }

    @Test
    void duties_and_long_lived_threads_are_told() throws Exception {
        Awaitility.await()
                .until(() -> METRICS.get("/actuator/health")
                        .json()
                        .at("/components/duties/details")
                        .has("annuaire-publish"));
        JsonNode health = METRICS.get("/actuator/health").json();
        assertThat(health.at("/components/duties/status").stringValue()).isEqualTo("UP");
        assertThat(health.at("/components/threads/details/dead").isEmpty()).isTrue();
        assertThat(Daemon.running())
                .extracting(Daemon::name)
                .contains("dispatcher", "node-listener", "node-teller", "connections");
        assertThat(METRICS.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(METRICS.get("/actuator/prometheus").body())
                .contains("pli_duty_failures{duty=\"annuaire-publish\"} 0.0")
                .contains("pli_duty_succeeded_seconds{duty=\"annuaire-publish\"}");
    }

    @Test
    void whoever_has_no_token_learns_no_more_than_a_word() throws Exception {
        assertThat(HOUSE.api("").get("/actuator/health").json().propertyNames()).containsOnly("status", "groups");
    }

    @Test
    void a_psc_that_is_out_degrades_the_node_and_leaves_it_ready() throws Exception {
        HOUSE.psc().outage(Outage.REFUSED);
        login();
        ApiClient.Answer health = METRICS.get("/actuator/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().get("status").stringValue()).isEqualTo("DEGRADED");
        assertThat(health.json().at("/components/psc/status").stringValue()).isEqualTo("DEGRADED");
        assertThat(METRICS.get("/actuator/health/readiness")
                        .json()
                        .get("status")
                        .stringValue())
                .isEqualTo("UP");
    }

    @Test
    void crls_that_have_expired_degrade_the_node() throws Exception {
        HOUSE.loseCrls();
        JsonNode health = METRICS.get("/actuator/health").json();
        assertThat(health.at("/components/crl/status").stringValue()).isEqualTo("DEGRADED");
        assertThat(health.at("/components/crl/details").toString()).contains("expires", "failure");
    }

    @Test
    void a_database_that_is_out_of_reach_is_told_and_takes_no_node_away() throws Exception {
        HOUSE.database(false);
        assertThat(METRICS.get("/actuator/health").status()).isEqualTo(503);
        assertThat(METRICS.get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    private static void login() {
        HOUSE.bean(TokenValidator.class).validate(HOUSE.psc().token(TokenKind.GOOD, People.MARIE.value()));
    }
}
