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
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:%d/fhir/v2/x",
                "http://127.0.0.2:%d/fhir/v2/x",
                "http://127.0.0.1:%d/other",
                "http://127.0.0.1:%d/fhir/v2/../../other",
                "http://[",
            })
    void the_key_follows_no_page_that_leads_away(String next) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int port = server.getAddress().getPort();
        server.createContext("/", exchange -> {
            String bundle = "{\"link\":[{\"relation\":\"next\",\"url\":\"" + next.replace("%d", "" + port) + "\"}]}";
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
