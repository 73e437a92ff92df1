package fr.pli.annuairestandin;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies a FHIR Patch to the BAL of a resource, as far as the draft of the ANS uses it: insert into {@code telecom}, replace and delete of an
 * element by its address, replace of one value in it. Operations apply in order; all of them or none.
 */
final class FhirPatch {

    private static final Pattern LIST = Pattern.compile("(\\w+)\\.telecom");
    private static final Pattern ELEMENT =
            Pattern.compile("(\\w+)\\.telecom\\.where\\(value = '((?:[^'\\\\]|\\\\.)*)'\\)(.*)");
    private static final Pattern EXTENSION = Pattern.compile("\\.extension\\('([^']*)'\\)");

    private final ObjectNode resource;

    private FhirPatch(ObjectNode resource) {
        this.resource = resource;
    }

    /** A changed copy of the resource. @throws PatchRefused if an operation cannot be applied */
    static ObjectNode apply(ObjectNode resource, JsonNode parameters) throws PatchRefused {
        if (!parameters.path("resourceType").asString("").equals("Parameters")) {
            throw new PatchRefused("the body is no Parameters");
        }
        FhirPatch patch = new FhirPatch(resource.deepCopy());
        for (JsonNode operation : parameters.path("parameter")) {
            patch.operation(operation);
        }
        return patch.resource;
    }

    private void operation(JsonNode operation) throws PatchRefused {
        String type = part(operation, "type").path("valueCode").asString("");
        String path = part(operation, "path").path("valueString").asString("");
        switch (type) {
            case "insert" -> insert(path, operation);
            case "replace" -> replace(path, operation);
            case "delete" -> telecom().remove(index(element(path, "")));
            default -> throw new PatchRefused("operation \"" + type + "\" is not known");
        }
    }

    private void insert(String path, JsonNode operation) throws PatchRefused {
        Matcher list = LIST.matcher(path);
        if (!list.matches() || !isThis(list.group(1))) {
            throw new PatchRefused("insert into \"" + path + "\" is not known");
        }
        int at = part(operation, "index").path("valueInteger").asInt(-1);
        JsonNode value = part(operation, "value").path("valueContactPoint");
        if (at < 0 || at > telecom().size() || !value.isObject()) {
            throw new PatchRefused("insert without a place or a ContactPoint");
        }
        telecom().insert(at, value.deepCopy());
    }

    private void replace(String path, JsonNode operation) throws PatchRefused {
        Matcher found = ELEMENT.matcher(path);
        if (!found.matches() || !isThis(found.group(1))) {
            throw new PatchRefused("replace of \"" + path + "\" is not known");
        }
        String below = found.group(3);
        JsonNode value = part(operation, "value");
        int index = index(element(path, below));
        if (below.isEmpty()) {
            telecom().set(index, value.path("valueContactPoint").deepCopy());
        } else if (below.equals(".rank")) {
            ((ObjectNode) telecom().get(index)).set("rank", only(value));
        } else {
            replaceValue((ObjectNode) telecom().get(index), below, value);
        }
    }

    /** The value of an extension, found by the addresses of those around it. */
    private static void replaceValue(ObjectNode element, String below, JsonNode value) throws PatchRefused {
        if (!below.endsWith(".value")) {
            throw new PatchRefused("replace of \"" + below + "\" is not known");
        }
        ObjectNode at = element;
        Matcher step = EXTENSION.matcher(below);
        int end = 0;
        while (step.find() && step.start() == end) {
            end = step.end();
            at = extension(at, step.group(1));
        }
        if (end != below.length() - ".value".length()) {
            throw new PatchRefused("replace of \"" + below + "\" is not known");
        }
        List<String> old = at.propertyNames().stream()
                .filter(name -> name.startsWith("value"))
                .toList();
        at.remove(old);
        for (Map.Entry<String, JsonNode> property : value.properties()) {
            if (property.getKey().startsWith("value")) {
                at.set(property.getKey(), property.getValue().deepCopy());
            }
        }
    }

    private static ObjectNode extension(ObjectNode around, String url) throws PatchRefused {
        return StreamSupport.stream(around.path("extension").spliterator(), false)
                .filter(one -> one.path("url").asString("").equals(url))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow(() -> new PatchRefused("no extension " + url));
    }

    private String element(String path, String below) throws PatchRefused {
        Matcher found = ELEMENT.matcher(path);
        if (!found.matches() || !isThis(found.group(1)) || !found.group(3).equals(below)) {
            throw new PatchRefused("\"" + path + "\" is not known");
        }
        return found.group(2).replaceAll("\\\\(.)", "$1");
    }

    private int index(String address) throws PatchRefused {
        for (int i = 0; i < telecom().size(); i++) {
            if (telecom().get(i).path("value").asString("").equalsIgnoreCase(address)) {
                return i;
            }
        }
        throw new PatchRefused("no telecom with that value");
    }

    private boolean isThis(String type) {
        return resource.path("resourceType").asString("").equals(type);
    }

    private ArrayNode telecom() {
        return resource.withArray("telecom");
    }

    private static JsonNode part(JsonNode operation, String name) throws PatchRefused {
        for (JsonNode part : operation.path("part")) {
            if (part.path("name").asString("").equals(name)) {
                return part;
            }
        }
        throw new PatchRefused("an operation has no " + name);
    }

    private static JsonNode only(JsonNode value) {
        return value.properties().stream()
                .filter(property -> property.getKey().startsWith("value"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}
