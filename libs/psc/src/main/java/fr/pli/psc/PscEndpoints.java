package fr.pli.psc;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where PSC answers, as its discovery document says (OpenID Connect Discovery 1.0 section 3). What else the document says is not believed.
 * Spec: psc.md section 2.
 */
public record PscEndpoints(
        URI issuer, URI authorization, URI token, URI introspection, URI userInfo, URI endSession, URI jwks) {

    /** PSC's own path below the issuer, which is not the standard's. */
    public static final String DISCOVERY = "/.well-known/wallet-openid-configuration";

    /**
     * Reads a discovery document.
     *
     * @throws PscSyntaxException if it is no JSON object, or an address is missing or neither http nor https
     */
    static PscEndpoints parse(String json) throws PscSyntaxException {
        JsonObject document = JsonObject.read("discovery", json);
        return new PscEndpoints(
                address(document, "issuer"),
                address(document, "authorization_endpoint"),
                address(document, "token_endpoint"),
                address(document, "introspection_endpoint"),
                address(document, "userinfo_endpoint"),
                address(document, "end_session_endpoint"),
                address(document, "jwks_uri"));
    }

    private static URI address(JsonObject document, String name) throws PscSyntaxException {
        try {
            return Optional.of(new URI(document.text(name)))
                    .filter(uri -> "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    .filter(uri -> uri.getHost() != null)
                    .orElseThrow(() -> new PscSyntaxException("discovery", name + " is no http address"));
        } catch (URISyntaxException e) {
            throw new PscSyntaxException("discovery", name + " is no http address");
        }
    }
}
