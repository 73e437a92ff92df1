package fr.pli.prosanteconnect;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/** The open grants by code and by refresh token. A grant whose PSC session is over is not found any more. */
final class Grants implements OAuth2AuthorizationService {

    private static final int GRANTS_BEFORE_SWEEP = 2_000;

    private final Map<String, OAuth2Authorization> byId = new ConcurrentHashMap<>();
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final Realm realm;

    Grants(Realm realm) {
        this.realm = realm;
    }

    @Override
    public void save(OAuth2Authorization grant) {
        if (byId.size() >= GRANTS_BEFORE_SWEEP) {
            byId.values().removeIf(old -> !lives(old));
            ids.values().removeIf(id -> !byId.containsKey(id));
        }
        OAuth2Authorization before = byId.put(grant.getId(), grant);
        if (before != null) {
            forget(before);
        }
        tokens(grant).forEach(token -> ids.put(token, grant.getId()));
    }

    @Override
    public void remove(OAuth2Authorization grant) {
        byId.remove(grant.getId());
        forget(grant);
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return byId.get(id);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        String id = ids.get(token);
        OAuth2Authorization grant = id == null ? null : byId.get(id);
        return grant != null && lives(grant) ? grant : null;
    }

    private void forget(OAuth2Authorization grant) {
        tokens(grant).forEach(ids::remove);
    }

    private static List<String> tokens(OAuth2Authorization grant) {
        return Stream.of(grant.getToken(OAuth2AuthorizationCode.class), grant.getRefreshToken())
                .filter(Objects::nonNull)
                .map(token -> token.getToken().getTokenValue())
                .toList();
    }

    private boolean lives(OAuth2Authorization grant) {
        Authentication who = grant.getAttribute(Principal.class.getName());
        return who != null && who.getPrincipal() instanceof Session session && realm.lives(session);
    }
}
