package fr.pli.annuairestandin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The FHIR interface of the Annuaire Santé as far as BAL go, over HTTP on a free port of loopback: search by {@code identifier} and {@code mailbox-mss}
 * with pages, and the conditional PATCH of the draft, with 400, 401, 404 and 412. Safe from any thread.
 */
public final class AnnuaireStandIn implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PATH = "/fhir/v2/";
    private static final String ID_NAT_PS = "urn:oid:1.2.250.1.71.4.2.1";
    private static final String ID_NAT_STRUCT = "urn:oid:1.2.250.1.71.4.2.2";

    private final HttpServer server;
    private final String key;
    private final Map<String, ObjectNode> resources = new LinkedHashMap<>();
    private int number;
    private int requests;
    private boolean out;

    private AnnuaireStandIn(HttpServer server, String key) {
        this.server = server;
        this.key = key;
        server.createContext(PATH, this::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /** An empty one that takes this key. */
    public static AnnuaireStandIn start(String key) throws IOException {
        return new AnnuaireStandIn(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), key);
    }

    /** Where it is. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    /** Makes a professional known. */
    public synchronized AnnuaireStandIn professional(String idNatPs, String family, String given) {
        ObjectNode practitioner = JSON.createObjectNode().put("resourceType", "Practitioner");
        practitioner.putArray("identifier").addObject().put("system", ID_NAT_PS).put("value", idNatPs);
        ObjectNode name = practitioner.putArray("name").addObject().put("family", family);
        name.putArray("given").add(given);
        return add(practitioner);
    }

    /** Makes a structure known. */
    public synchronized AnnuaireStandIn structure(String idNatStruct, String name) {
        ObjectNode organization =
                JSON.createObjectNode().put("resourceType", "Organization").put("name", name);
        organization
                .putArray("identifier")
                .addObject()
                .put("system", ID_NAT_STRUCT)
                .put("value", idNatStruct);
        return add(organization);
    }

    /** Makes any resource known; one without an id gets one. */
    public synchronized AnnuaireStandIn add(ObjectNode resource) {
        String id = resource.path("id").asString("");
        if (id.isEmpty()) {
            id = "r" + ++number;
            resource.put("id", id);
        }
        resources.put(resource.path("resourceType").asString("") + "/" + id, resource);
        return this;
    }

    /** All addresses that it shows now. */
    public synchronized List<String> addresses() {
        return resources.values().stream()
                .flatMap(resource ->
                        StreamSupport.stream(resource.path("telecom").spliterator(), false))
                .map(element -> element.path("value").asString(""))
                .toList();
    }

    /** Loses a BAL, as no PATCH did it. */
    public synchronized void remove(String address) {
        for (ObjectNode resource : resources.values()) {
            ArrayNode elements = resource.withArray("telecom");
            for (int i = elements.size() - 1; i >= 0; i--) {
                if (elements.get(i).path("value").asString("").equals(address)) {
                    elements.remove(i);
                }
            }
        }
    }

    /** The resource of a name such as {@code Practitioner/r1}, as it is now. */
    public synchronized JsonNode resource(String name) {
        ObjectNode found = resources.get(name);
        return found == null ? JSON.nullNode() : found.deepCopy();
    }

    /** How often it was asked. */
    public synchronized int requests() {
        return requests;
    }

    /** Whether it answers 503 to everything. */
    public synchronized void outage(boolean on) {
        out = on;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            byte[] body = answer.body().toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/fhir+json;charset=UTF-8");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private record Answer(int status, JsonNode body) {}

    private synchronized Answer answer(HttpExchange exchange) throws IOException {
        requests++;
        if (out) {
            return outcome(503, "transient", "out of service");
        }
        if (!key.equals(exchange.getRequestHeaders().getFirst("ESANTE-API-KEY"))) {
            return outcome(401, "login", "no such key");
        }
        String[] path =
                exchange.getRequestURI().getPath().substring(PATH.length()).split("/", -1);
        Map<String, String> query = query(exchange.getRequestURI());
        return switch (exchange.getRequestMethod()) {
            case "GET" -> search(path[0], query);
            case "PATCH" -> patch(path, query, exchange);
            default -> outcome(405, "not-supported", "GET and PATCH are");
        };
    }

    private Answer search(String type, Map<String, String> query) {
        if (query.containsKey("mailbox-mss-type")) {
            return outcome(400, "not-supported", "Parameter mailbox-mss-type not found");
        }
        List<ObjectNode> found = matching(type, query);
        int size = Math.clamp(Integer.parseInt(query.getOrDefault("_count", "50")), 1, 50);
        int from = Math.max(0, Integer.parseInt(query.getOrDefault("_page_token", "0")));
        ObjectNode bundle = JSON.createObjectNode()
                .put("resourceType", "Bundle")
                .put("type", "searchset")
                .put("total", found.size());
        if (from + size < found.size()) {
            String more = base() + type + "?_page_token=" + (from + size) + "&_count=" + size;
            for (Map.Entry<String, String> parameter : query.entrySet()) {
                if (!parameter.getKey().startsWith("_")) {
                    more += "&" + parameter.getKey() + "="
                            + parameter.getValue().replace("|", "%7C").replace("@", "%40");
                }
            }
            bundle.putArray("link").addObject().put("relation", "next").put("url", more);
        }
        ArrayNode entries = bundle.putArray("entry");
        found.stream().skip(from).limit(size).forEach(resource -> {
            ObjectNode entry = entries.addObject();
            entry.set("resource", resource);
            entry.putObject("search").put("mode", "match");
        });
        return new Answer(200, bundle);
    }

    private Answer patch(String[] path, Map<String, String> query, HttpExchange exchange) throws IOException {
        List<ObjectNode> found = path.length > 1
                ? resources.entrySet().stream()
                        .filter(one -> one.getKey().equals(path[0] + "/" + path[1]))
                        .map(Map.Entry::getValue)
                        .toList()
                : matching(path[0], query);
        if (found.isEmpty()) {
            return outcome(404, "not-found", "no such " + path[0]);
        }
        if (found.size() > 1) {
            return outcome(412, "conflict", found.size() + " of them");
        }
        try {
            JsonNode parameters = JSON.readTree(exchange.getRequestBody().readAllBytes());
            ObjectNode changed = FhirPatch.apply(found.getFirst(), parameters);
            add(changed);
            return new Answer(200, changed);
        } catch (PatchRefused | JacksonException e) {
            return outcome(400, "invalid", String.valueOf(e.getMessage()));
        }
    }

    private List<ObjectNode> matching(String type, Map<String, String> query) {
        List<ObjectNode> found = new ArrayList<>();
        for (ObjectNode resource : resources.values()) {
            if (resource.path("resourceType").asString("").equals(type) && matches(resource, query)) {
                found.add(resource);
            }
        }
        return found;
    }

    private static boolean matches(ObjectNode resource, Map<String, String> query) {
        return query.entrySet().stream().allMatch(parameter -> switch (parameter.getKey()) {
            case "identifier" ->
                has(
                        resource,
                        "identifier",
                        one -> (one.path("system").asString("") + "|"
                                        + one.path("value").asString(""))
                                .equals(parameter.getValue()));
            case "mailbox-mss", "mailbox-mss:exact" ->
                has(resource, "telecom", one -> one.path("value").asString("").equalsIgnoreCase(parameter.getValue()));
            case "mailbox-mss:contains" ->
                has(
                        resource,
                        "telecom",
                        one -> one.path("value")
                                .asString("")
                                .toLowerCase(Locale.ROOT)
                                .contains(parameter.getValue().toLowerCase(Locale.ROOT)));
            default -> true;
        });
    }

    private interface Test {
        boolean of(JsonNode element);
    }

    private static boolean has(ObjectNode resource, String list, Test test) {
        for (JsonNode one : resource.path(list)) {
            if (test.of(one)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new LinkedHashMap<>();
        if (uri.getRawQuery() != null) {
            for (String parameter : uri.getRawQuery().split("&", -1)) {
                int equals = parameter.indexOf('=');
                query.put(decoded(parameter.substring(0, equals)), decoded(parameter.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Answer outcome(int status, String code, String text) {
        ObjectNode outcome = JSON.createObjectNode().put("resourceType", "OperationOutcome");
        outcome.putArray("issue")
                .addObject()
                .put("severity", "error")
                .put("code", code)
                .put("diagnostics", text);
        return new Answer(status, outcome);
    }
}
