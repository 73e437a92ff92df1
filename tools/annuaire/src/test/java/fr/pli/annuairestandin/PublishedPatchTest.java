package fr.pli.annuairestandin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.PublicSamples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The bodies that the draft prints, applied to a resource like its own. */
class PublishedPatchTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String METADATA =
            "https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-ext-mailbox-mss-metadata";

    @Test
    void each_published_body_is_understood() throws Exception {
        try (Stream<Path> files = Files.list(PublicSamples.path("annuaire"))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".http"))
                    .sorted()
                    .toList()) {
                String text = Files.readString(file);
                String type = text.contains("Organization") ? "Organization" : "Practitioner";
                assertThat(FhirPatch.apply(resource(type), body(text)))
                        .as(file.getFileName().toString())
                        .isNotNull();
            }
        }
    }

    @Test
    void a_value_is_replaced_in_its_place() throws Exception {
        ObjectNode changed = FhirPatch.apply(resource("Practitioner"), body("""
                {"resourceType":"Parameters","parameter":[{"name":"operation","part":[
                  {"name":"type","valueCode":"replace"},
                  {"name":"path","valueString":"Practitioner.telecom.where(value = 'prenom.nom@domain.mssante.fr')\
                .extension('%s').extension('listeRouge').value"},
                  {"name":"value","valueBoolean":true}]}]}
                """.formatted(METADATA)));
        assertThat(changed.at("/telecom/0/extension/0/extension/1/valueBoolean").asBoolean())
                .isTrue();
        assertThat(changed.at("/telecom/1/value").asString()).isEqualTo("structure@domain.mssante.fr");
    }

    @Test
    void what_cannot_be_applied_changes_nothing() {
        ObjectNode before = resource("Practitioner");
        for (String path :
                List.of("Practitioner.name", "Organization.telecom", "Practitioner.telecom.where(value = 'x@y.fr')")) {
            JsonNode patch = body("""
                    {"resourceType":"Parameters","parameter":[{"name":"operation","part":[
                      {"name":"type","valueCode":"delete"},{"name":"path","valueString":"%s"}]}]}
                    """.formatted(path));
            assertThatThrownBy(() -> FhirPatch.apply(before, patch)).isInstanceOf(PatchRefused.class);
        }
        assertThat(before).isEqualTo(resource("Practitioner"));
    }

    private static ObjectNode resource(String type) {
        ObjectNode resource = JSON.createObjectNode().put("resourceType", type);
        for (String local : List.of("prenom.nom", "structure", "jean.dupont.pro", "jean.dupont.ancien")) {
            resource.withArray("telecom").add(body("""
                    {"system":"email","value":"%s@domain.mssante.fr","extension":[{"url":"%s","extension":[
                      {"url":"type","valueCode":"PER"},{"url":"listeRouge","valueBoolean":false},
                      {"url":"description","valueString":"BAL"}]}]}
                    """.formatted(local, METADATA)));
        }
        return resource;
    }

    private static JsonNode body(String text) {
        return JSON.readTree(text.substring(text.indexOf('{')));
    }
}
