package fr.pli.relay;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A professional's browser with cookies, which fills the log-in form of PSC in and follows where it leads. */
final class Browser implements AutoCloseable {

    private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /** Logs in at PSC; what the relay shows then. */
    HttpResponse<String> logIn(URI location, String person) throws IOException, InterruptedException {
        HttpResponse<String> page = get(location);
        Matcher action = ACTION.matcher(page.body());
        if (!action.find()) {
            return page; // PSC knows this browser already
        }
        URI form = page.uri().resolve(action.group(1).replace("&amp;", "&"));
        String fields = "identifiant=" + URLEncoder.encode(person, StandardCharsets.UTF_8) + "&motdepasse=test";
        return http.send(
                HttpRequest.newBuilder(form)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(fields))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(URI location) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(location).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
    }
}
