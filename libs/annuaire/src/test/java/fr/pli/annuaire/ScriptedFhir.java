package fr.pli.annuaire;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A FHIR server that answers with what a test says, by the beginning of what follows its base. */
final class ScriptedFhir implements AutoCloseable {

    private final HttpServer server;
    private final URI base;
    private final Map<String, String> bodies = new LinkedHashMap<>();

    ScriptedFhir(int version) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/fhir/v" + version, exchange -> {
            String asked = exchange.getRequestURI().toString().replaceFirst("/fhir/v" + version + "/?", "");
            byte[] body = body(asked).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir/v" + version + "/");
    }

    URI base() {
        return base;
    }

    /**
     * A page with one professional who has a BAL.
     *
     * @param next may hold {@code %s} for the base without its slash; there is none if it is empty
     */
    void page(String asked, int total, String id, String next) {
        String link = next.isEmpty()
                ? ""
                : ",\"link\":[{\"relation\":\"next\",\"url\":\"%s\"}]"
                        .formatted(next.replace("%s", base.toString().replaceFirst("/$", "")));
        body(
                asked,
                "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"%s%s,\"entry\":[{\"search\":{\"mode\":\"match\"},\"resource\":{\"resourceType\":\"Practitioner\",\"id\":\"%s\",\"telecom\":[{\"system\":\"email\",\"value\":\"%s@ch-a.mssante.fr\"}]}}]}"
                        .formatted(total < 0 ? "" : ",\"total\":" + total, link, id, id));
    }

    ScriptedFhir empty(String asked) {
        return body(asked, "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0}");
    }

    ScriptedFhir body(String asked, String body) {
        bodies.put(asked, body);
        return this;
    }

    private String body(String asked) {
        return bodies.entrySet().stream()
                .filter(one -> asked.startsWith(one.getKey() + "?")
                        || asked.equals(one.getKey())
                        || one.getKey().startsWith("?") && asked.startsWith(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
