package fr.pli.sandbox;

import fr.pli.psc.LoginRequest;
import fr.pli.psc.LoopbackReceiver;
import fr.pli.psc.PscClient;
import fr.pli.psc.PscSession;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The browser of a professional who logs in at the PSC stand-in: it fills the form in and is sent back to the software that waits. */
final class LoginBrowser implements AutoCloseable {

    private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
    private static final String PASSWORD = "test";

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();

    /** The whole log-in, as a desktop LPS does it (SEED-07, SEED-08). */
    PscSession logIn(PscClient software, String professional) throws Exception {
        try (LoopbackReceiver receiver = LoopbackReceiver.open()) {
            LoginRequest request = software.begin(receiver.redirectUri());
            HttpResponse<String> page = send(HttpRequest.newBuilder(request.location()));
            Matcher action = ACTION.matcher(page.body());
            if (!action.find()) {
                throw new IOException("PSC shows no form: " + page.statusCode());
            }
            URI form = page.uri().resolve(action.group(1).replace("&amp;", "&"));
            send(HttpRequest.newBuilder(form)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("identifiant="
                            + URLEncoder.encode(professional, StandardCharsets.UTF_8) + "&motdepasse=" + PASSWORD)));
            return software.complete(request, receiver.await(Duration.ofSeconds(20)));
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
    }
}
