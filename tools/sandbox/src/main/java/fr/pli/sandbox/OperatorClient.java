package fr.pli.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The operator's REST API, as an administrator's script uses it. */
public final class OperatorClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final String token;

    /** @param tokens the operator's token file, of lines {@code name=token} */
    OperatorClient(int port, Path tokens) throws IOException {
        base = URI.create("http://127.0.0.1:" + port);
        String line = Files.readAllLines(tokens).getFirst();
        token = line.substring(line.indexOf('=') + 1);
    }

    /** Makes a domain known. */
    public void addDomain(String name) throws IOException, InterruptedException {
        send("POST", "/api/v1/domains", Map.of("name", name));
    }

    /**
     * Creates a BAL.
     *
     * @param type PER, ORG, APP or CAB; {@code owner} is a holder or a structure by that
     */
    public void createBal(String address, String type, String owner) throws IOException, InterruptedException {
        String owned = type.equals("PER") || type.equals("CAB") ? "holder" : "structure";
        send("POST", "/api/v1/bal", Map.of("address", address, "type", type, owned, owner, "override", "bac à sable"));
    }

    void grant(String bal, String person, String... rights) throws IOException, InterruptedException {
        send("PUT", "/api/v1/bal/" + bal + "/rights/" + person, Map.of("rights", List.of(rights)));
    }

    /** GETs what may be large. @throws IOException if it is not served */
    public InputStream download(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = http.send(
                request(path).timeout(Duration.ofMinutes(5)).build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            answer.body().close();
            throw new IOException("GET " + path + ": " + answer.statusCode());
        }
        return answer.body();
    }

    /** POSTs JSON, and returns what is answered. */
    String post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return exchange(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    /** Sends a form, as a browser does, without a token. */
    String form(String path, String fields) throws IOException, InterruptedException {
        return exchange(HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields))
                .build());
    }

    /** GETs a text. */
    public String get(String path) throws IOException, InterruptedException {
        return exchange(request(path).GET().build());
    }

    private void send(String method, String path, Map<String, ?> body) throws IOException, InterruptedException {
        exchange(request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token);
    }

    private String exchange(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(request.method() + " " + request.uri().getPath() + ": " + response.statusCode() + " "
                    + response.body());
        }
        return response.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
