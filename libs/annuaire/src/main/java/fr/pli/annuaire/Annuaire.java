package fr.pli.annuaire;

import fr.pli.annuaire.AnnuaireException.Reason;
import fr.pli.tls.HttpCall;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
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
    private static final int MOST_RESOURCES = 500_000;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final URI base;
    private final String key;
    private final SameServer server;
    private final HttpCall http;
    private final Semaphore pace = new Semaphore(1);

    /**
     * @param base {@code https://gateway.api.esante.gouv.fr/fhir/v2/}, with the slash at its end
     * @param key sent as {@code ESANTE-API-KEY}
     */
    public Annuaire(URI base, String key, Optional<SSLContext> tls) {
        this.base = base;
        this.key = key;
        this.server = new SameServer(base);
        this.http = tls.map(context -> HttpCall.to(CONNECT, context)).orElseGet(() -> HttpCall.to(CONNECT));
    }

    /** The BAL that the Annuaire has of an owner. @throws AnnuaireException if it does not tell */
    List<PublishedBal> of(Owner owner) throws AnnuaireException {
        List<JsonNode> resources = search(owner.query() + "&_elements=identifier,telecom", 1);
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
        var _ = send(HttpRequest.newBuilder(base.resolve(owner.query()))
                .header("Content-Type", FHIR)
                .method("PATCH", BodyPublishers.ofString(patch.json())));
    }

    /** All BAL that the Annuaire has in a domain. @throws AnnuaireException if it does not tell */
    List<PublishedBal> in(String domain) throws AnnuaireException {
        List<PublishedBal> found = new ArrayList<>();
        for (String resource : List.of("Practitioner", "PractitionerRole", "Organization")) {
            String wanted = URLEncoder.encode("@" + domain, StandardCharsets.UTF_8);
            String query = resource + "?mailbox-mss:contains=" + wanted + "&_elements=identifier,telecom&_count=50";
            for (JsonNode one : search(query, MOST_RESOURCES)) {
                Elements.read(one).stream()
                        .filter(bal -> bal.address().isIn(domain))
                        .forEach(found::add);
            }
            if (found.size() > MOST_RESOURCES) {
                throw new AnnuaireException(Reason.REFUSED, "more than " + MOST_RESOURCES + " BAL in one domain");
            }
        }
        return found;
    }

    @Override
    public void close() {
        http.close();
    }

    /**
     * All that a search finds, page by page.
     *
     * @throws AnnuaireException if the pages lead elsewhere, in a circle or nowhere, or end before the total that the server gave
     */
    private List<JsonNode> search(String query, int most) throws AnnuaireException {
        List<JsonNode> found = new ArrayList<>();
        Set<String> known = new HashSet<>();
        Set<URI> read = new HashSet<>();
        URI address = base.resolve(query);
        while (true) {
            if (!read.add(address) || read.size() > MOST_PAGES) {
                throw new AnnuaireException(Reason.REFUSED, "the pages do not end");
            }
            SearchPage page = SearchPage.of(get(address));
            for (JsonNode resource : page.matches()) {
                String id = resource.path("id").asString("");
                if (id.isEmpty() || known.add(id)) { // what moved to the next page meanwhile comes twice
                    found.add(resource);
                }
            }
            if (found.size() > most) {
                return found;
            }
            Optional<String> next = page.next();
            if (next.isEmpty()) {
                long total = page.total().orElse(found.size());
                if (total > found.size()) {
                    throw new AnnuaireException(
                            Reason.INCOMPLETE, "the pages hold " + found.size() + " of " + total + " resources");
                }
                return found;
            }
            address = server.resolve(next.get())
                    .orElseThrow(() -> new AnnuaireException(
                            Reason.REFUSED, "the next page is on another server or has no address"));
        }
    }

    private JsonNode get(URI uri) throws AnnuaireException {
        byte[] body = send(HttpRequest.newBuilder(uri).GET());
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            throw new AnnuaireException(Reason.REFUSED, "no JSON");
        }
    }

    private byte[] send(HttpRequest.Builder request) throws AnnuaireException {
        try {
            keepPace();
            HttpResponse<byte[]> answer = http.send(
                    request.header("ESANTE-API-KEY", key).header("Accept", FHIR).build(), MOST_OCTETS, PATIENCE);
            if (answer.statusCode() / 100 != 2) {
                throw new AnnuaireException(reason(answer.statusCode()), "HTTP status " + answer.statusCode());
            }
            return answer.body();
        } catch (AnnuaireException e) {
            throw e;
        } catch (IOException e) {
            throw new AnnuaireException(Reason.UNREACHABLE, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AnnuaireException(Reason.UNREACHABLE, "interrupted");
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
