package fr.pli.prosanteconnect;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The discovery document, on PSC's own path and with what it says wrongly there. Spec: psc.md section 2. */
final class Discovery {

    static final String PATH = Realm.PATH + "/.well-known/wallet-openid-configuration";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> CLIENT_AUTHENTICATION =
            List.of("client_secret_basic", "client_secret_post", "tls_client_auth");

    private Discovery() {}

    static ObjectNode of(Realm realm) {
        String protocol = realm.issuer().resolve(Realm.PROTOCOL).toString();
        ObjectNode document = JSON.createObjectNode();
        document.put("issuer", realm.issuer().toString());
        document.put("authorization_endpoint", realm.authorize().toString());
        document.put("token_endpoint", protocol + "/token");
        document.put("introspection_endpoint", protocol + "/token/introspect");
        document.put("userinfo_endpoint", protocol + "/userinfo");
        document.put("end_session_endpoint", protocol + "/logout");
        document.put("jwks_uri", protocol + "/certs");
        document.put("revocation_endpoint", protocol + "/revoke");
        put(document, "grant_types_supported", List.of("authorization_code", "refresh_token"));
        put(document, "acr_values_supported", List.of("0", "0"));
        put(document, "response_types_supported", List.of("code"));
        put(document, "subject_types_supported", List.of("public"));
        put(document, "id_token_signing_alg_values_supported", List.of("RS256"));
        put(document, "scopes_supported", List.of("openid", "scope_all"));
        put(document, "code_challenge_methods_supported", List.of("plain", "S256"));
        put(document, "token_endpoint_auth_methods_supported", CLIENT_AUTHENTICATION);
        put(document, "introspection_endpoint_auth_methods_supported", CLIENT_AUTHENTICATION);
        put(document, "revocation_endpoint_auth_methods_supported", CLIENT_AUTHENTICATION);
        return document;
    }

    private static void put(ObjectNode document, String name, List<String> values) {
        values.forEach(document.putArray(name)::add);
    }
}
