package fr.pli.psc;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Where PSC answers, as its discovery document says (OpenID Connect Discovery 1.0 section 3). What else the document says is not believed.
 * Spec: psc.md section 2.
 */
public record PscEndpoints(
        URI issuer, URI authorization, URI token, URI introspection, URI userInfo, URI endSession, URI jwks) {

    /** PSC's own path below the issuer, which is not the standard's. */
    public static final String DISCOVERY = "/.well-known/wallet-openid-configuration";

    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

    /**
     * Reads a discovery document.
     *
     * @throws PscSyntaxException if it is no JSON object, or an address is missing or not safe
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

    /** Https, or http on this machine: what goes there are secrets and tokens. */
    static boolean isSafe(URI address) {
        String host = address.getHost();
        return host != null
                && ("https".equals(address.getScheme())
                        || ("http".equals(address.getScheme()) && THIS_MACHINE.contains(host)));
    }

    private static URI address(JsonObject document, String name) throws PscSyntaxException {
        try {
            URI address = new URI(document.text(name));
            if (isSafe(address)) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw new PscSyntaxException("discovery", name + " is no address");
        }
        throw new PscSyntaxException("discovery", name + " is neither https nor of this machine");
    }
}
