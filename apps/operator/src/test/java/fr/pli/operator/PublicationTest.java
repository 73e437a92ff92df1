package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.pli.mss.MssAddress;
import fr.pli.mss.Requirement;
import fr.pli.operator.duties.AnnuaireDuties;
import fr.pli.registry.Actor;
import fr.pli.registry.Connections;
import fr.pli.registry.NewBal;
import fr.pli.registry.Registry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the Annuaire shows of the BAL here, and how it follows what happens to them. */
class PublicationTest {

    private static final House HOUSE = House.only();
    private static final Actor TEST = new Actor("test", "publication");
    private static final Duration SOON = Duration.ofSeconds(30);

    @AfterEach
    void repair() {
        HOUSE.annuaire().outage(false);
    }

    @Test
    @Requirement("R1-07")
    @Requirement("MSS 19")
    void a_bal_is_published_unpublished_and_published_again_when_it_is_opened() throws Exception {
        MssAddress address = People.bal("visible");
        long bal = HOUSE.bean(Registry.class)
                .create(NewBal.per(address, People.JEANNE), TEST)
                .id();
        await().atMost(SOON).until(() -> isShown(address));

        HOUSE.change("UPDATE bal SET created_at = now() - interval '31 days' WHERE id = " + bal);
        HOUSE.api("admin").post("/api/v1/life/run", "");
        await().atMost(SOON).until(() -> !isShown(address));

        HOUSE.bean(Connections.class).note(bal, Connections.Means.PSC);
        await().atMost(SOON).until(() -> isShown(address));

        HOUSE.bean(Registry.class).delete(address, TEST);
        await().atMost(SOON).until(() -> !isShown(address));
    }

    @Test
    @Requirement("R1-07")
    void what_the_annuaire_does_not_know_is_told_and_tried_again() throws Exception {
        MssAddress address = People.bal("inconnu.la.bas");
        HOUSE.bean(Registry.class).create(NewBal.org(address, People.OTHER), TEST);
        await().atMost(SOON)
                .until(() -> HOUSE.api("read")
                        .get("/api/v1/annuaire")
                        .body()
                        .contains("{\"bal\":\"" + address + "\",\"attempts\":1,\"failure\":\"owner-unknown\"}"));
        HOUSE.annuaire().structure(People.OTHER.value(), "Autre");
        HOUSE.change("UPDATE publication SET due_at = now()");
        await().atMost(SOON).until(() -> isShown(address));
    }

    @Test
    @Requirement("R1-06")
    void the_extraction_has_a_line_of_31_columns_for_each_bal_that_is_shown() throws Exception {
        MssAddress secret = People.bal("liste.rouge");
        HOUSE.bean(Registry.class).create(NewBal.per(secret, People.JEANNE), TEST);
        HOUSE.api("admin").put("/api/v1/bal/" + secret, "{\"description\":\"\",\"listeRouge\":true,\"quota\":0}");
        List<String> lines = HOUSE.api("read")
                .get("/api/v1/annuaire/" + People.DOMAIN + "/extraction")
                .body()
                .lines()
                .toList();
        assertThat(lines.getFirst()).startsWith("Type de BAL|Adresse BAL|").endsWith("|Pays structure BAL");
        assertThat(lines).allSatisfy(line -> assertThat(line.split("\\|", -1)).hasSize(31));
        assertThat(lines)
                .contains("PER|" + People.bal("paul.durand") + "|8|"
                        + People.PAUL.value().substring(1) + "|" + People.PAUL + "|||" + "|".repeat(23))
                .noneMatch(line -> line.contains(secret.toString()));
        assertThat(HOUSE.ask("SELECT action FROM audit WHERE bal = '" + secret + "' ORDER BY at"))
                .containsExactly("bal-created", "bal-changed");
    }

    @Test
    @Requirement("R1-07")
    void what_differs_is_found_and_mended() throws Exception {
        MssAddress address = People.bal("disparu");
        HOUSE.bean(Registry.class).create(NewBal.per(address, People.JEANNE), TEST);
        await().atMost(SOON).until(() -> isShown(address));
        HOUSE.annuaire().remove(address.toString());

        String differences = "/api/v1/annuaire/" + People.DOMAIN + "/differences";
        String missing = "{\"bal\":\"" + address + "\",\"problem\":\"missing\"}";
        assertThat(HOUSE.api("read").get(differences).body()).contains(missing);
        assertThat(HOUSE.api("admin")
                        .post("/api/v1/annuaire/" + People.DOMAIN + "/mend", "")
                        .body())
                .contains(missing);
        await().atMost(SOON).until(() -> isShown(address));
        await().atMost(SOON)
                .until(() -> !HOUSE.api("read").get(differences).body().contains(address.toString()));
    }

    @Test
    void by_night_all_domains_are_read_back() throws Exception {
        MssAddress address = People.bal("perdu");
        HOUSE.bean(Registry.class).create(NewBal.per(address, People.JEANNE), TEST);
        await().atMost(SOON).until(() -> isShown(address));
        HOUSE.annuaire().remove(address.toString());
        HOUSE.change("INSERT INTO duty (name, since) VALUES ('annuaire-compare', now() - interval '2 days')"
                + " ON CONFLICT (name) DO UPDATE SET since = excluded.since, succeeded_at = NULL");
        HOUSE.bean(AnnuaireDuties.class).compare();
        await().atMost(SOON).until(() -> isShown(address));
    }

    private static boolean isShown(MssAddress address) {
        return HOUSE.annuaire().addresses().contains(address.toString());
    }
}
