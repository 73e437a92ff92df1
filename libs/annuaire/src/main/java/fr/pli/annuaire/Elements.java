package fr.pli.annuaire;

import fr.pli.mss.BalType;
import fr.pli.mss.MssAddress;
import fr.pli.mss.MssSyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * BAL as elements of {@code telecom}, both ways. What is written follows the extension's definition; what is read may be any of the forms that the
 * published examples have.
 */
final class Elements {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String METADATA =
            "https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-ext-mailbox-mss-metadata";
    private static final String EMAIL_TYPE =
            "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type";
    private static final String MESSAGING =
            "https://mos.esante.gouv.fr/NOS/TRE_R256-TypeMessagerie/FHIR/TRE-R256-TypeMessagerie";
    private static final String BAL_TYPE = "https://mos.esante.gouv.fr/NOS/TRE_R257-TypeBAL/FHIR/TRE-R257-TypeBAL";

    private Elements() {}

    /** The element of a BAL. */
    static ObjectNode write(PublishedBal bal) {
        ObjectNode element = JSON.createObjectNode();
        element.put("system", "email").put("value", bal.address().toString());
        ArrayNode extensions = element.putArray("extension");
        extensions
                .addObject()
                .put("url", EMAIL_TYPE)
                .putObject("valueCoding")
                .put("system", MESSAGING)
                .put("code", "MSSANTE");
        ArrayNode metadata = extensions.addObject().put("url", METADATA).putArray("extension");
        bal.type()
                .ifPresent(type -> metadata.addObject()
                        .put("url", "type")
                        .putObject("valueCodeableConcept")
                        .putArray("coding")
                        .addObject()
                        .put("system", BAL_TYPE)
                        .put("code", type.name()));
        if (!bal.description().isEmpty()) {
            metadata.addObject().put("url", "description").put("valueString", bal.description());
        }
        metadata.addObject().put("url", "listeRouge").put("valueBoolean", bal.listeRouge());
        return element;
    }

    /** The BAL among the elements of a resource; what is no address of mail is passed over. */
    static List<PublishedBal> read(JsonNode resource) {
        List<PublishedBal> found = new ArrayList<>();
        for (JsonNode element : resource.path("telecom")) {
            if (element.path("system").asString("").equals("email")) {
                element(element).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<PublishedBal> element(JsonNode element) {
        try {
            MssAddress address = MssAddress.parse(element.path("value").asString(""));
            Optional<BalType> type = Optional.empty();
            String description = "";
            boolean listeRouge = false;
            for (JsonNode extension : element.path("extension")) {
                if (!extension.path("url").asString("").equals(METADATA)) {
                    continue;
                }
                for (JsonNode part : extension.path("extension")) {
                    switch (part.path("url").asString("")) {
                        case "type" -> type = type(part);
                        case "description" ->
                            description = part.path("valueString").asString("");
                        case "listeRouge" ->
                            listeRouge = part.path("valueBoolean").asBoolean(false);
                        default -> {} // what does not come from here
                    }
                }
            }
            return Optional.of(new PublishedBal(address, type, description, listeRouge));
        } catch (MssSyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<BalType> type(JsonNode part) {
        String code = part.has("valueCode")
                ? part.path("valueCode").asString("")
                : part.path("valueCodeableConcept")
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asString("");
        return Arrays.stream(BalType.values())
                .filter(type -> type.name().equals(code))
                .findFirst();
    }
}
