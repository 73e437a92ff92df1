package fr.pli.prosanteconnect;

import java.util.HashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** What PSC answers where Spring Authorization Server would answer otherwise. */
final class OAuthAnswers {

    private OAuthAnswers() {}

    /** The tokens, with what Keycloak says beside them. */
    static AuthenticationSuccessHandler tokens(Realm realm) {
        OAuth2AccessTokenResponseAuthenticationSuccessHandler handler =
                new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
        handler.setAccessTokenResponseCustomizer(context -> {
            Map<String, Object> more = new HashMap<>(
                    ((OAuth2AccessTokenAuthenticationToken) context.getAuthentication()).getAdditionalParameters());
            more.put("refresh_expires_in", realm.lifetimes().refresh().toSeconds());
            more.put("not-before-policy", 0);
            context.getAccessTokenResponse().additionalParameters(more);
        });
        return handler;
    }

    /** Whatever Spring found out about the token, the examination decides. */
    static AuthenticationSuccessHandler introspected(Examination examination) {
        return (request, response, authentication) -> {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setCharacterEncoding("UTF-8");
            String token = ((OAuth2TokenIntrospectionAuthenticationToken) authentication).getToken();
            response.getWriter().write(examination.introspect(token));
        };
    }

    /** A revoked refresh token takes its session along, as in Keycloak. */
    static AuthenticationSuccessHandler revoked(Examination examination, Switches switches) {
        return (request, response, authentication) -> {
            String token = ((OAuth2TokenRevocationAuthenticationToken) authentication).getToken();
            if (examination.authentic(token).filter(Examination::isAccess).isPresent()) {
                switches.revoke(token);
            } else {
                switches.endSession(token);
            }
        };
    }
}
