package fr.pli.psc;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** A browser with cookies that fills one log-in form in and stops where it would leave for the software. */
final class TestBrowser implements AutoCloseable {

    private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

    private final HttpClient http;

    TestBrowser(SSLContext tls) {
        http = HttpClient.newBuilder()
                .sslContext(tls)
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .build();
    }

    URI logIn(URI location, String userField, String user, String passwordField, String password)
            throws IOException, InterruptedException {
        HttpResponse<String> page = follow(get(location));
        var action = ACTION.matcher(page.body());
        if (!action.find()) {
            throw new IOException("no form in " + page.body());
        }
        URI form = page.uri().resolve(action.group(1).replace("&amp;", "&"));
        HttpResponse<String> sent = send(HttpRequest.newBuilder(form)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(PscHttp.form(Map.of(userField, user, passwordField, password))))
                .build());
        return location(follow(sent));
    }

    /** Follows redirections as long as they do not lead to the software. */
    private HttpResponse<String> follow(HttpResponse<String> response) throws IOException, InterruptedException {
        HttpResponse<String> last = response;
        while (last.statusCode() == 302 && !location(last).getPath().equals("/retour")) {
            last = get(location(last));
        }
        return last;
    }

    private static URI location(HttpResponse<String> response) throws IOException {
        return response.uri()
                .resolve(response.headers()
                        .firstValue("Location")
                        .orElseThrow(() -> new IOException("no redirection: " + response + response.body())));
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
    }
}
