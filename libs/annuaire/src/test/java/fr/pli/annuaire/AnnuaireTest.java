package fr.pli.annuaire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import fr.pli.annuaire.AnnuaireException.Reason;
import fr.pli.annuairestandin.AnnuaireStandIn;
import fr.pli.mss.BalType;
import fr.pli.mss.MssAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnuaireTest {

    private static final Owner MARIE = new Owner("Practitioner", "urn:oid:1.2.250.1.71.4.2.1", "899700000017");
    private static final PublishedBal BAL =
            new PublishedBal(MssAddress.parse("o'neill.marie@ch-a.mssante.fr"), Optional.of(BalType.PER), "", false);

    private AnnuaireStandIn there;
    private Annuaire annuaire;

    @BeforeEach
    void start() throws Exception {
        there = AnnuaireStandIn.start("cle").professional("899700000017", "MARTIN", "Marie");
        annuaire = new Annuaire(there.base(), "cle", Optional.empty());
    }

    @AfterEach
    void stop() {
        annuaire.close();
        there.close();
    }

    @Test
    void a_bal_is_inserted_replaced_and_deleted() throws Exception {
        assertThat(annuaire.of(MARIE)).isEmpty();
        annuaire.patch(MARIE, new Patch("Practitioner").insert(BAL));
        assertThat(annuaire.of(MARIE)).containsExactly(BAL);
        PublishedBal changed = new PublishedBal(BAL.address(), BAL.type(), "autre", false);
        annuaire.patch(MARIE, new Patch("Practitioner").replace(changed));
        assertThat(annuaire.of(MARIE)).containsExactly(changed);
        annuaire.patch(MARIE, new Patch("Practitioner").delete(BAL.address()));
        assertThat(annuaire.of(MARIE)).isEmpty();
    }

    @Test
    void all_bal_of_a_domain_come_page_by_page() throws Exception {
        IntStream.range(0, 120).forEach(n -> there.professional("8998000%05d".formatted(n), "X", "Y"));
        for (int n = 0; n < 120; n++) {
            Owner owner = new Owner("Practitioner", MARIE.system(), "8998000%05d".formatted(n));
            annuaire.patch(owner, new Patch("Practitioner").insert(bal("p" + n + "@ch-a.mssante.fr")));
        }
        annuaire.patch(MARIE, new Patch("Practitioner").insert(bal("x@labo.ch-a.mssante.fr")));
        assertThat(annuaire.in("ch-a.mssante.fr")).hasSize(120).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(names = {"OWNER_UNKNOWN", "OWNER_AMBIGUOUS", "KEY_REFUSED", "UNREACHABLE", "REFUSED"})
    void what_is_not_done_says_why(Reason reason) {
        Owner owner = reason == Reason.OWNER_UNKNOWN ? new Owner("Practitioner", MARIE.system(), "1") : MARIE;
        if (reason == Reason.OWNER_AMBIGUOUS) {
            there.professional("899700000017", "MARTIN", "Marie");
        }
        there.outage(reason == Reason.UNREACHABLE);
        Annuaire asked =
                reason == Reason.KEY_REFUSED ? new Annuaire(there.base(), "autre", Optional.empty()) : annuaire;
        Patch patch = reason == Reason.REFUSED
                ? new Patch("Practitioner").delete(BAL.address())
                : new Patch("Practitioner").insert(BAL);
        assertThatThrownBy(() -> asked.patch(owner, patch))
                .isInstanceOfSatisfying(
                        AnnuaireException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void pages_of_a_hapi_server_are_at_its_base() throws Exception {
        try (ScriptedFhir fhir = new ScriptedFhir(1)) {
            fhir.page("Practitioner", 2, "p1", "%s?_getpages=2f6b&_getpagesoffset=1&_count=1");
            fhir.page("?_getpages", 2, "p2", "");
            fhir.empty("PractitionerRole").empty("Organization");
            assertThat(addresses(fhir.base())).containsExactlyInAnyOrder("p1@ch-a.mssante.fr", "p2@ch-a.mssante.fr");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":2}",
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":2,\"entry\":[]}",
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":2,\"entry\":[{\"search\":{\"mode\":\"include\"},"
                        + "\"resource\":{\"resourceType\":\"Organization\",\"id\":\"o\"}}]}",
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":2,\"entry\":[{\"resource\":"
                        + "{\"resourceType\":\"Practitioner\",\"id\":\"p1\"}}]}",
            })
    void pages_that_end_before_their_total_are_incomplete(String second) throws Exception {
        refused(second, Reason.INCOMPLETE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"processing\"}]} | REFUSED",
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"fatal\",\"code\":\"timeout\"}]} | UNREACHABLE",
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"warning\",\"code\":\"x\"}]} | REFUSED",
                "{\"resourceType\":\"OperationOutcome\"} | REFUSED",
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"search\":{\"mode\":\"outcome\"},\"resource\":{\"resourceType\":"
                        + "\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"throttled\"}]}}]} | UNREACHABLE",
                "{\"resourceType\":\"Bundle\",\"type\":\"history\"} | REFUSED",
                "{} | REFUSED",
                "[] | REFUSED",
                "'' | REFUSED",
                "<html> | REFUSED",
            })
    void page_that_is_no_search_result_is_no_end(String second, Reason reason) throws Exception {
        refused(second, reason);
    }

    @Test
    void pages_that_lead_in_a_circle_are_refused() throws Exception {
        try (ScriptedFhir fhir = new ScriptedFhir(1)) {
            fhir.page("Practitioner", 9, "p1", "%s?_getpages=a");
            fhir.page("?_getpages=a", 9, "p2", "%s?_getpages=b");
            fhir.page("?_getpages=b", 9, "p3", "%s?_getpages=a");
            assertReason(fhir.base(), Reason.REFUSED);
        }
    }

    @Test
    void page_without_a_total_may_be_the_last() throws Exception {
        try (ScriptedFhir fhir = new ScriptedFhir(1)) {
            fhir.page("Practitioner", -1, "p1", "");
            fhir.empty("PractitionerRole").empty("Organization");
            assertThat(addresses(fhir.base())).containsExactly("p1@ch-a.mssante.fr");
        }
    }

    @Test
    void warning_beside_the_matches_is_no_error() throws Exception {
        try (ScriptedFhir fhir = new ScriptedFhir(1)) {
            fhir.body(
                    "Practitioner",
                    "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0,\"entry\":[{\"search\":{\"mode\":\"outcome\"},"
                            + "\"resource\":{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"warning\"}]}}]}");
            fhir.empty("PractitionerRole").empty("Organization");
            assertThat(addresses(fhir.base())).isEmpty();
        }
    }

    @Test
    void owner_whose_search_failed_is_not_unknown() throws Exception {
        try (ScriptedFhir fhir = new ScriptedFhir(1);
                Annuaire asked = new Annuaire(fhir.base(), "cle", Optional.empty())) {
            for (String body : new String[] {
                "{\"resourceType\":\"OperationOutcome\"}",
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":1}"
            }) {
                fhir.body("Practitioner", body);
                assertThatThrownBy(() -> asked.of(MARIE))
                        .isInstanceOfSatisfying(
                                AnnuaireException.class,
                                e -> assertThat(e.reason()).isNotEqualTo(Reason.OWNER_UNKNOWN));
            }
            fhir.empty("Practitioner");
            assertThatThrownBy(() -> asked.of(MARIE))
                    .isInstanceOfSatisfying(
                            AnnuaireException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OWNER_UNKNOWN));
        }
    }

    private static void refused(String second, Reason reason) throws Exception {
        try (ScriptedFhir fhir = new ScriptedFhir(1)) {
            fhir.page("Practitioner", 2, "p1", "%s?_getpages=2f6b");
            fhir.body("?_getpages", second);
            fhir.empty("PractitionerRole").empty("Organization");
            assertReason(fhir.base(), reason);
        }
    }

    private static void assertReason(URI base, Reason reason) {
        assertThatThrownBy(() -> addresses(base))
                .isInstanceOfSatisfying(
                        AnnuaireException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static List<String> addresses(URI base) throws AnnuaireException {
        try (Annuaire asked = new Annuaire(base, "cle", Optional.empty())) {
            return asked.in("ch-a.mssante.fr").stream()
                    .map(bal -> bal.address().toString())
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:%d/fhir/v2/x",
                "http://127.0.0.2:%d/fhir/v2/x",
                "http://127.0.0.1:%d/other",
                "http://127.0.0.1:%d/fhir/v20?_getpages=1",
                "http://127.0.0.1:%d/fhir?_getpages=1",
                "http://127.0.0.1/fhir/v2?_getpages=1",
                "http://x@127.0.0.1:%d/fhir/v2?_getpages=1",
                "http://127.0.0.1:%d/fhir/v2/%%2e%%2e/other",
                "//127.0.0.2:%d/fhir/v2/x",
                "/other",
                "mailto:x@y",
                "",
                "http://127.0.0.1:%d/fhir/v2/../../other",
                "http://[",
            })
    void the_key_follows_no_page_that_leads_away(String next) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int port = server.getAddress().getPort();
        server.createContext("/", exchange -> {
            String bundle =
                    "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"link\":[{\"relation\":\"next\",\"url\":\""
                            + next.replace("%%", "%").replace("%d", "" + port) + "\"}]}";
            byte[] octets = bundle.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, octets.length);
            exchange.getResponseBody().write(octets);
            exchange.close();
        });
        server.start();
        URI base = URI.create("http://127.0.0.1:" + port + "/fhir/v2/");
        try (Annuaire asked = new Annuaire(base, "cle", Optional.empty())) {
            assertThatThrownBy(() -> asked.in("ch-a.mssante.fr"))
                    .isInstanceOfSatisfying(
                            AnnuaireException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
        } finally {
            server.stop(0);
        }
    }

    private static PublishedBal bal(String address) {
        return new PublishedBal(MssAddress.parse(address), Optional.of(BalType.PER), "", false);
    }
}
