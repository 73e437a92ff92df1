package fr.pli.psc;

import fr.pli.mss.Span;
import java.time.Duration;
import java.time.Instant;

/**
 * What the token endpoint gives (OpenID Connect Core section 3.1.3.3). The lives of the tokens are told from now on, so that they are spans.
 *
 * @param fresh the first two thirds of the life of the access token, after which it is time to get a new one
 */
record TokenSet(String access, String refresh, String id, Span accessLife, Span fresh, Instant refreshEnds) {

    /** Of a refresh token whose life PSC does not tell. Spec: psc.md section 4. */
    private static final long REFRESH_SECONDS = Duration.ofMinutes(30).toSeconds();

    private static final long MOST_SECONDS = Duration.ofDays(1).toSeconds();

    /** @throws PscSyntaxException if it is no JSON object or lacks one of the three tokens */
    static TokenSet parse(String body, Instant now) throws PscSyntaxException {
        JsonObject json = JsonObject.read("token answer", body);
        long life = seconds(json, "expires_in", 0);
        return new TokenSet(
                required(json, "access_token"),
                required(json, "refresh_token"),
                required(json, "id_token"),
                Span.of(now, Duration.ofSeconds(life)),
                Span.of(now, Duration.ofSeconds(life * 2 / 3)),
                now.plusSeconds(seconds(json, "refresh_expires_in", REFRESH_SECONDS)));
    }

    private static String required(JsonObject json, String name) throws PscSyntaxException {
        String token = json.text(name);
        if (token.isEmpty()) {
            throw new PscSyntaxException("token answer", name + " is missing");
        }
        return token;
    }

    private static long seconds(JsonObject json, String name, long otherwise) {
        return Math.clamp(json.seconds(name).orElse(otherwise), 0, MOST_SECONDS);
    }

    @Override
    public String toString() {
        return "TokenSet[until " + refreshEnds + "]";
    }
}
