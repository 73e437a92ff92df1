package fr.pli.annuaire;

import fr.pli.mss.MssAddress;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A FHIR Patch for the BAL of one resource: operations that are applied in order. Spec: bal-and-annuaire.md section 4.
 */
final class Patch {

    private final String resource;
    private final ObjectNode body = JsonMapper.shared().createObjectNode().put("resourceType", "Parameters");
    private final ArrayNode operations = body.putArray("parameter");

    /** @param resource {@code Practitioner} */
    Patch(String resource) {
        this.resource = resource;
    }

    Patch insert(PublishedBal bal) {
        ArrayNode parts = operation("insert", resource + ".telecom");
        parts.addObject().put("name", "index").put("valueInteger", 0);
        parts.addObject().put("name", "value").set("valueContactPoint", Elements.write(bal));
        return this;
    }

    Patch replace(PublishedBal bal) {
        operation("replace", path(bal.address()))
                .addObject()
                .put("name", "value")
                .set("valueContactPoint", Elements.write(bal));
        return this;
    }

    Patch delete(MssAddress address) {
        operation("delete", path(address));
        return this;
    }

    /** The body of the request. */
    String json() {
        return body.toString();
    }

    private ArrayNode operation(String type, String path) {
        ArrayNode parts = operations.addObject().put("name", "operation").putArray("part");
        parts.addObject().put("name", "type").put("valueCode", type);
        parts.addObject().put("name", "path").put("valueString", path);
        return parts;
    }

    /** The element by its address, which may hold a quote. */
    private String path(MssAddress address) {
        String quoted = address.toString().replace("\\", "\\\\").replace("'", "\\'");
        return resource + ".telecom.where(value = '" + quoted + "')";
    }
}
