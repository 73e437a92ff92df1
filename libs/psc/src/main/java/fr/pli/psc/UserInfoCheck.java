package fr.pli.psc;

import java.net.URI;
import java.util.Optional;

/** Userinfo (OpenID Connect Core section 5.3) in place of introspection: PSC gives it for a good access token only, and it names the person. */
record UserInfoCheck(Psc psc) implements OnlineCheck {

    @Override
    public Optional<TokenClaims> ask(String token, TokenClaims said) throws PscUnavailableException {
        URI endpoint = psc.endpoints().userInfo();
        PscHttp.Answer answer = psc.http().get(endpoint, token);
        return switch (answer.status()) {
            case 200 -> Optional.of(said.withPersonOf(claims(endpoint, answer.body())));
            case 401 -> Optional.empty();
            default ->
                throw new PscUnavailableException(endpoint + ": HTTP " + answer.status() + ", expected 200 or 401");
        };
    }

    private static TokenClaims claims(URI endpoint, String body) throws PscUnavailableException {
        try {
            return TokenClaims.of(JsonObject.read("userinfo", body));
        } catch (PscSyntaxException e) {
            throw new PscUnavailableException(endpoint + ": " + e.getMessage(), e);
        }
    }
}
