package fr.pli.psc;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Logs professionals in at PSC for an LPS or a serveur intermédiaire (SEED-07): authorisation code with PKCE S256 (RFC 7636), state and nonce,
 * the ID token validated (OpenID Connect Core section 3.1.3.7). Safe from any thread.
 */
public final class PscClient {

    private static final String SCOPE = "openid scope_all";
    private static final String ACR = "eidas1";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Psc psc;
    private final ClientAuthentication who;
    private final InstantSource clock;

    /** Reaches nothing yet. {@code psc} stays the caller's to close. */
    public PscClient(Psc psc, ClientAuthentication who, InstantSource clock) {
        this.psc = psc;
        this.who = who;
        this.clock = clock;
    }

    /**
     * Begins a log-in that comes back to {@code redirectUri}.
     *
     * @throws PscUnavailableException if PSC's addresses cannot be read
     */
    public LoginRequest begin(URI redirectUri) throws PscUnavailableException {
        String state = random();
        String nonce = random();
        String verifier = random();
        Map<String, String> question = new LinkedHashMap<>();
        question.put("response_type", "code");
        question.put("client_id", who.clientId());
        question.put("redirect_uri", redirectUri.toString());
        question.put("scope", SCOPE);
        question.put("acr_values", ACR);
        question.put("state", state);
        question.put("nonce", nonce);
        question.put("code_challenge", challenge(verifier));
        question.put("code_challenge_method", "S256");
        URI location = URI.create(psc.endpoints().authorization() + "?" + PscHttp.form(question));
        return new LoginRequest(location, redirectUri, state, nonce, verifier);
    }

    /**
     * Ends a log-in.
     *
     * @param callback what the browser came back with
     * @throws PscRefusedException if the person or PSC said no, or what came back is not the answer to {@code request}
     * @throws PscUnavailableException if PSC gives no answer to the code; the log-in must begin again
     */
    public PscSession complete(LoginRequest request, URI callback) throws PscRefusedException, PscUnavailableException {
        Map<String, String> answer = query(callback);
        if (!same(answer.getOrDefault("state", ""), request.state())) {
            throw new PscRefusedException("state_mismatch", "this is not the answer to our question");
        }
        if (!answer.getOrDefault("iss", psc.issuer().toString())
                .equals(psc.issuer().toString())) {
            throw new PscRefusedException("issuer_mismatch", "somebody else answered (RFC 9207)");
        }
        if (answer.containsKey("error")) {
            throw new PscRefusedException(answer.get("error"), answer.getOrDefault("error_description", ""));
        }
        TokenSet tokens = tokens(Map.of(
                "grant_type", "authorization_code",
                "code", answer.getOrDefault("code", ""),
                "redirect_uri", request.redirectUri().toString(),
                "code_verifier", request.verifier()));
        return new PscSession(this, validate(tokens.id(), request.nonce()), tokens, clock);
    }

    /** New tokens for a refresh token. */
    TokenSet refresh(String refreshToken) throws PscRefusedException, PscUnavailableException {
        return tokens(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    void logOut(String idToken) throws PscUnavailableException {
        URI endpoint = psc.endpoints().endSession();
        PscHttp.Answer answer =
                psc.http().act(endpoint, who, Map.of("id_token_hint", idToken, "client_id", who.clientId()));
        if (answer.status() >= 400) {
            throw new PscUnavailableException(endpoint + ": HTTP " + answer.status());
        }
    }

    UserInfo userInfo(String accessToken) throws PscUnavailableException {
        URI endpoint = psc.endpoints().userInfo();
        PscHttp.Answer answer = psc.http().get(endpoint, accessToken);
        if (answer.status() != 200) {
            throw new PscUnavailableException(endpoint + ": HTTP " + answer.status());
        }
        try {
            return UserInfo.parse(answer.body());
        } catch (PscSyntaxException e) {
            throw new PscUnavailableException(endpoint + ": " + e.getMessage(), e);
        }
    }

    private TokenSet tokens(Map<String, String> grant) throws PscRefusedException, PscUnavailableException {
        URI endpoint = psc.endpoints().token();
        PscHttp.Answer answer = psc.http().act(endpoint, who, grant);
        try {
            if (answer.status() == 200) {
                return TokenSet.parse(answer.body(), clock.instant());
            }
            JsonObject refusal = JsonObject.read("token refusal", answer.body());
            throw new PscRefusedException(refusal.text("error"), refusal.text("error_description"));
        } catch (PscSyntaxException e) {
            throw new PscUnavailableException(endpoint + ": HTTP " + answer.status() + ", " + e.getMessage(), e);
        }
    }

    private TokenClaims validate(String idToken, String nonce) throws PscRefusedException, PscUnavailableException {
        try {
            SignedToken token = SignedToken.parse(idToken);
            TokenClaims claims = token.claims();
            require(psc.signed(token), "PSC did not sign it");
            require(claims.issuer().equals(psc.issuer().toString()), "it is of another issuer");
            require(claims.audience().contains(who.clientId()), "it is for another client");
            require(claims.client().isEmpty() || claims.client().equals(who.clientId()), "azp is another client");
            require(clock.instant().isBefore(claims.expires()), "its time is over");
            require(same(claims.nonce(), nonce), "it answers another question");
            return claims;
        } catch (PscSyntaxException e) {
            throw new PscRefusedException("invalid_id_token", String.valueOf(e.getMessage()));
        }
    }

    private static void require(boolean holds, String otherwise) throws PscRefusedException {
        if (!holds) {
            throw new PscRefusedException("invalid_id_token", otherwise);
        }
    }

    private static Map<String, String> query(URI callback) {
        Map<String, String> fields = new HashMap<>();
        String query = callback.getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
