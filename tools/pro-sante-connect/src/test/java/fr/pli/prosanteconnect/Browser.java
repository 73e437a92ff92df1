package fr.pli.prosanteconnect;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser with cookies that follows no redirection, and a software behind it that exchanges codes. */
final class Browser implements AutoCloseable {

    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    static final String BACK = "http://127.0.0.1:4711/retour";

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final ProSanteConnect psc;

    Browser(ProSanteConnect psc) {
        this.psc = psc;
    }

    URI authorizeUri() {
        return URI.create(psc.authorize() + "?"
                + form(Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        "pli-lps",
                        "redirect_uri",
                        BACK,
                        "scope",
                        "openid scope_all",
                        "acr_values",
                        "eidas1",
                        "state",
                        "s1",
                        "nonce",
                        "n1",
                        "code_challenge",
                        CHALLENGE,
                        "code_challenge_method",
                        "S256")));
    }

    /** Where a log-in ends: back at the software, or at the log-in page again. */
    URI logIn(String professional, String password) throws Exception {
        URI page = location(get(authorizeUri()));
        URI next = location(post(page, Map.of("identifiant", professional, "motdepasse", password), ""));
        return next.getPath().equals(Realm.AUTHORIZE) ? location(get(next)) : next;
    }

    HttpResponse<String> exchange(URI back, String verifier) throws Exception {
        return post(
                URI.create(psc.issuer() + "/protocol/openid-connect/token"),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        parameter(back, "code"),
                        "redirect_uri",
                        BACK,
                        "code_verifier",
                        verifier),
                "pli-lps:secret-du-lps");
    }

    HttpResponse<String> get(URI uri, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/html, application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(URI uri, Map<String, String> fields, String client) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields)));
        if (!client.isEmpty()) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)));
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    static URI location(HttpResponse<?> response) {
        return response.uri().resolve(response.headers().firstValue("Location").orElseThrow());
    }

    static String parameter(URI uri, String name) {
        return Arrays.stream(uri.getRawQuery().split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        http.close();
    }
}
