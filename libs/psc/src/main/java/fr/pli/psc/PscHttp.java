package fr.pli.psc;

import fr.pli.tls.HttpCall;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** Calls PSC as a client of its own or with a token, and tries a question twice. */
final class PscHttp implements AutoCloseable {

    private static final int LONGEST_ANSWER = 256 * 1024;

    /** A status from 200 to 499 and a body; anything else is no answer. */
    record Answer(int status, String body) {}

    private final HttpCall http;
    private final Duration timeout;

    PscHttp(Optional<SSLContext> tls, Duration timeout) {
        http = tls.map(context -> HttpCall.to(timeout, context)).orElseGet(() -> HttpCall.to(timeout));
        this.timeout = timeout;
    }

    /** GET, tried twice. */
    Answer get(URI uri) throws PscUnavailableException {
        return twice(HttpRequest.newBuilder(uri).build());
    }

    /** GET with an access token (RFC 6750), tried twice. */
    Answer get(URI uri, String bearer) throws PscUnavailableException {
        return twice(HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + bearer)
                .build());
    }

    /** POST of a question, which changes nothing at PSC: tried twice. */
    Answer ask(URI uri, ClientAuthentication who, Map<String, String> form) throws PscUnavailableException {
        return twice(post(uri, who, form));
    }

    /** POST that changes something at PSC, a code used up for one: tried once. */
    Answer act(URI uri, ClientAuthentication who, Map<String, String> form) throws PscUnavailableException {
        return once(post(uri, who, form));
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        http.close();
    }

    private static HttpRequest post(URI uri, ClientAuthentication who, Map<String, String> form) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json");
        Map<String, String> fields = new LinkedHashMap<>(form);
        switch (who) {
            case ClientAuthentication.Secret secret -> request.header("Authorization", secret.header());
            case ClientAuthentication.Certificate certificate -> fields.put("client_id", certificate.clientId());
        }
        return request.POST(BodyPublishers.ofString(form(fields))).build();
    }

    private Answer twice(HttpRequest request) throws PscUnavailableException {
        try {
            return once(request);
        } catch (PscUnavailableException first) {
            if (Thread.currentThread().isInterrupted()) {
                throw first;
            }
            return once(request);
        }
    }

    private Answer once(HttpRequest request) throws PscUnavailableException {
        try {
            HttpResponse<byte[]> response = http.send(request, LONGEST_ANSWER, timeout);
            if (response.statusCode() >= 500) {
                throw unavailable(request, "HTTP " + response.statusCode());
            }
            return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unavailable(request, String.valueOf(e.getMessage()));
        }
    }

    private static PscUnavailableException unavailable(HttpRequest request, String problem) {
        return new PscUnavailableException(request.method() + " " + request.uri() + ": " + problem);
    }
}
