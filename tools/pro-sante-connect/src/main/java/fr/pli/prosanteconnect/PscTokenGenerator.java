package fr.pli.prosanteconnect;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** Hands the mint's tokens to Spring Authorization Server. */
final class PscTokenGenerator implements OAuth2TokenGenerator<OAuth2Token> {

    private final Mint mint;

    PscTokenGenerator(Mint mint) {
        this.mint = mint;
    }

    @Override
    public @Nullable OAuth2Token generate(OAuth2TokenContext context) {
        Authentication principal = context.getPrincipal();
        if (!(principal.getPrincipal() instanceof Session session)) {
            return null;
        }
        String client = context.getRegisteredClient().getClientId();
        String nonce = nonce(context.getAuthorization());
        return switch (context.getTokenType().getValue()) {
            case "access_token" -> {
                session.use();
                Mint.Token token = mint.access(session, client, nonce);
                yield new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER,
                        token.value(),
                        token.issued(),
                        token.expires(),
                        context.getAuthorizedScopes());
            }
            case "refresh_token" -> {
                Mint.Token token = mint.refresh(session, client, nonce);
                yield new OAuth2RefreshToken(token.value(), token.issued(), token.expires());
            }
            case "id_token" -> {
                Mint.Token token = mint.id(session, client, nonce);
                yield new Jwt(
                        token.value(),
                        token.issued(),
                        token.expires(),
                        Map.of("alg", "RS256"),
                        Map.of("sub", Mint.sub(session)));
            }
            default -> null;
        };
    }

    private static String nonce(@Nullable OAuth2Authorization authorization) {
        OAuth2AuthorizationRequest request =
                authorization == null ? null : authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
        return request != null && request.getAdditionalParameters().get("nonce") instanceof String nonce ? nonce : "";
    }
}
