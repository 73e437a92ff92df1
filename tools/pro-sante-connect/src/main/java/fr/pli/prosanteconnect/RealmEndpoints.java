package fr.pli.prosanteconnect;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** What the issuer answers beside the OAuth endpoints of Spring Authorization Server. */
@RestController
final class RealmEndpoints {

    private final Realm realm;
    private final Keys keys;
    private final Examination examination;

    RealmEndpoints(Realm realm, Keys keys, Examination examination) {
        this.realm = realm;
        this.keys = keys;
        this.examination = examination;
    }

    @GetMapping(path = Discovery.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    String discovery() {
        return Discovery.of(realm).toString();
    }

    @GetMapping(path = Realm.PROTOCOL + "/certs", produces = MediaType.APPLICATION_JSON_VALUE)
    String certs() {
        return keys.jwks();
    }

    @RequestMapping(
            path = Realm.PROTOCOL + "/userinfo",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<String> userInfo(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        String token = authorization != null && authorization.startsWith("Bearer ") ? authorization.substring(7) : "";
        return examination
                .living(token)
                .filter(Examination::isAccess)
                .flatMap(claims -> realm.livingSession(claims.path("sid").asString()))
                .map(session -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(UserInfo.of(session).toString()))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"esante-wallet\", error=\"invalid_token\"")
                        .body("{\"error\":\"invalid_token\",\"error_description\":\"Token verification failed\"}"));
    }

    /** RP-initiated logout: the ID token says which session ends. */
    @RequestMapping(
            path = Realm.PROTOCOL + "/logout",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<String> logout(
            @RequestParam(name = "id_token_hint", required = false) @Nullable String idToken,
            @RequestParam(name = "post_logout_redirect_uri", required = false) @Nullable String next,
            @RequestParam(name = "state", required = false) @Nullable String state) {
        Optional<ObjectNode> claims = Optional.ofNullable(idToken).flatMap(examination::authentic);
        if (claims.isEmpty()) {
            return ResponseEntity.badRequest().body("id_token_hint manquant ou faux");
        }
        realm.end(claims.get().path("sid").asString());
        if (next == null) {
            return ResponseEntity.ok("Vous êtes déconnecté.");
        }
        String back = state == null ? next : next + (next.contains("?") ? "&" : "?") + "state=" + state;
        return ResponseEntity.status(HttpServletResponse.SC_FOUND)
                .location(URI.create(back))
                .build();
    }
}
