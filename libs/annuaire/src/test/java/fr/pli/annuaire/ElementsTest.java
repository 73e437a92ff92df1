package fr.pli.annuaire;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.BalType;
import fr.pli.mss.MssAddress;
import fr.pli.mss.PublicSamples;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ElementsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void what_is_written_reads_the_same() {
        PublishedBal bal = new PublishedBal(
                MssAddress.parse("cardiologie@ch-a.mssante.fr"), Optional.of(BalType.ORG), "Secrétariat", false);
        ObjectNode resource = JSON.createObjectNode();
        resource.putArray("telecom").add(Elements.write(bal));
        assertThat(Elements.read(resource)).containsExactly(bal);
    }

    @Test
    void published_examples_are_read() throws Exception {
        assertThat(Elements.read(JSON.readTree(
                        Files.readString(PublicSamples.path("annuaire/igmss-practitioner-bal-per-dupont.json")))))
                .containsExactly(new PublishedBal(
                        MssAddress.parse("jean-marie.dupont@infirmier.mssante.fr"),
                        Optional.of(BalType.PER),
                        "",
                        false));
        for (String file : List.of(
                "igann-organization-nancy-bal-org.json",
                "igann-organization-pp16dr-bal-org.json",
                "igann-practitioner-pp16dp-bal-without-metadata.json",
                "igann-practitioner-pp16dr-bal-per.json")) {
            assertThat(Elements.read(JSON.readTree(Files.readString(PublicSamples.path("annuaire/" + file)))))
                    .as(file)
                    .isNotEmpty();
        }
    }

    @Test
    void what_is_no_mail_or_no_address_is_passed_over() {
        assertThat(Elements.read(JSON.readTree("""
                {"telecom":[{"system":"phone","value":"01"},{"system":"email","value":"nobody"},{"system":"email"},
                 {"system":"email","value":"a@b.mssante.fr","extension":[{"url":"x"},{"extension":[]}]}]}
                """)))
                .extracting(PublishedBal::address)
                .containsExactly(MssAddress.parse("a@b.mssante.fr"));
    }
}
