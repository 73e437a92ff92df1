package fr.pli.psc;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Token introspection (RFC 7662). Spec: psc.md section 6. */
record Introspection(Psc psc, ClientAuthentication who) implements OnlineCheck {

    @Override
    public Optional<TokenClaims> ask(String token, TokenClaims said) throws PscUnavailableException {
        URI endpoint = psc.endpoints().introspection();
        PscHttp.Answer answer = psc.http().ask(endpoint, who, Map.of("token", token));
        if (answer.status() != 200) {
            throw new PscUnavailableException(
                    endpoint + ": HTTP " + answer.status() + " to client " + who.clientId() + ", expected 200");
        }
        try {
            return read(answer.body());
        } catch (PscSyntaxException e) {
            throw new PscUnavailableException(endpoint + ": " + e.getMessage(), e);
        }
    }

    /** Good is what has the JSON boolean {@code true}, nothing else. */
    static Optional<TokenClaims> read(String body) throws PscSyntaxException {
        JsonObject json = JsonObject.read("introspection", body);
        if (!json.members().containsKey("active")) {
            throw new PscSyntaxException("introspection", "active is missing");
        }
        return json.isTrue("active") ? Optional.of(TokenClaims.of(json)) : Optional.empty();
    }
}
