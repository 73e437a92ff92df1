package fr.pli.annuaire;

import fr.pli.annuaire.AnnuaireException.Reason;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The FHIR interface of the Annuaire Santé: reads resources that carry BAL, and changes them by FHIR Patch where the draft of the ANS is served.
 * Safe from any thread; no more than 17 requests a second leave. Spec: bal-and-annuaire.md sections 4 and 6.
 */
public final class Annuaire implements AutoCloseable {

    private static final String FHIR = "application/fhir+json";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PACE = Duration.ofMillis(60);
    private static final int MOST_OCTETS = 8 * 1024 * 1024;
    private static final int MOST_PAGES = 10_000;

    private final URI base;
    private final String key;
    private final HttpClient http;
    private final Semaphore pace = new Semaphore(1);

    /**
     * @param base {@code https://gateway.api.esante.gouv.fr/fhir/v2/}, with the slash at its end
     * @param key sent as {@code ESANTE-API-KEY}
     */
    public Annuaire(URI base, String key, Optional<SSLContext> tls) {
        this.base = base;
        this.key = key;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER);
        tls.ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    /** The BAL that the Annuaire has of an owner. @throws AnnuaireException if it does not tell */
    List<PublishedBal> of(Owner owner) throws AnnuaireException {
        JsonNode bundle = get(base.resolve(owner.query() + "&_elements=identifier,telecom"));
        List<JsonNode> resources = resources(bundle);
        if (resources.isEmpty()) {
            throw new AnnuaireException(Reason.OWNER_UNKNOWN, owner.resource() + " unknown");
        }
        if (resources.size() > 1) {
            throw new AnnuaireException(Reason.OWNER_AMBIGUOUS, resources.size() + " of them");
        }
        return Elements.read(resources.getFirst());
    }

    /** Changes the BAL of an owner. @throws AnnuaireException if that was not done */
    void patch(Owner owner, Patch patch) throws AnnuaireException {
        send(HttpRequest.newBuilder(base.resolve(owner.query()))
                .header("Content-Type", FHIR)
                .method("PATCH", BodyPublishers.ofString(patch.json())));
    }

    /** All BAL that the Annuaire has in a domain. @throws AnnuaireException if it does not tell */
    List<PublishedBal> in(String domain) throws AnnuaireException {
        List<PublishedBal> found = new ArrayList<>();
        for (String resource : List.of("Practitioner", "PractitionerRole", "Organization")) {
            String wanted = URLEncoder.encode("@" + domain, StandardCharsets.UTF_8);
            Optional<URI> page = Optional.of(base.resolve(
                    resource + "?mailbox-mss:contains=" + wanted + "&_elements=identifier,telecom&_count=50"));
            for (int n = 0; page.isPresent() && n < MOST_PAGES; n++) {
                JsonNode bundle = get(page.get());
                for (JsonNode one : resources(bundle)) {
                    Elements.read(one).stream()
                            .filter(bal -> bal.address().isIn(domain))
                            .forEach(found::add);
                }
                page = next(bundle);
            }
        }
        return found;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static List<JsonNode> resources(JsonNode bundle) {
        List<JsonNode> resources = new ArrayList<>();
        for (JsonNode entry : bundle.path("entry")) {
            if (!entry.path("search").path("mode").asString("match").equals("outcome")) {
                resources.add(entry.path("resource"));
            }
        }
        return resources;
    }

    /** The next page, on the same server only. */
    private Optional<URI> next(JsonNode bundle) throws AnnuaireException {
        for (JsonNode link : bundle.path("link")) {
            if (link.path("relation").asString("").equals("next")) {
                return Optional.of(page(link.path("url").asString("")));
            }
        }
        return Optional.empty();
    }

    /** Whoever gets it gets our key. */
    private URI page(String url) throws AnnuaireException {
        try {
            URI page = base.resolve(url).normalize();
            if (base.getScheme().equalsIgnoreCase(page.getScheme())
                    && base.getAuthority().equals(page.getAuthority())
                    && page.getPath().startsWith(base.getPath())) {
                return page;
            }
        } catch (IllegalArgumentException e) {
            throw new AnnuaireException(Reason.REFUSED, "the next page has no address");
        }
        throw new AnnuaireException(Reason.REFUSED, "the next page is on another server");
    }

    private JsonNode get(URI uri) throws AnnuaireException {
        String body = send(HttpRequest.newBuilder(uri).GET());
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            throw new AnnuaireException(Reason.REFUSED, "no JSON");
        }
    }

    private String send(HttpRequest.Builder request) throws AnnuaireException {
        try {
            keepPace();
            HttpResponse<String> answer = answer(
                    request.header("ESANTE-API-KEY", key).header("Accept", FHIR).build());
            if (answer.statusCode() / 100 != 2) {
                throw new AnnuaireException(reason(answer.statusCode()), "HTTP status " + answer.statusCode());
            }
            return answer.body();
        } catch (ExecutionException e) {
            throw new AnnuaireException(Reason.UNREACHABLE, String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            throw new AnnuaireException(Reason.UNREACHABLE, "no answer within " + PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AnnuaireException(Reason.UNREACHABLE, "interrupted");
        }
    }

    /** Within the time for the whole of it: that of a request itself ends with the head of the answer. */
    private HttpResponse<String> answer(HttpRequest request)
            throws ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_OCTETS));
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            answer.cancel(true);
        }
    }

    private void keepPace() throws InterruptedException {
        pace.acquire();
        try {
            Thread.sleep(PACE);
        } finally {
            pace.release();
        }
    }

    private static Reason reason(int status) {
        return switch (status) {
            case 401, 403 -> Reason.KEY_REFUSED;
            case 404 -> Reason.OWNER_UNKNOWN;
            case 412 -> Reason.OWNER_AMBIGUOUS;
            case 408, 429, 500, 502, 503, 504 -> Reason.UNREACHABLE;
            default -> Reason.REFUSED;
        };
    }
}
