package fr.pli.prosanteconnect;

import static org.springframework.security.oauth2.core.ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
import static org.springframework.security.oauth2.core.ClientAuthenticationMethod.CLIENT_SECRET_POST;
import static org.springframework.security.oauth2.core.ClientAuthenticationMethod.TLS_CLIENT_AUTH;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Spring Authorization Server behind PSC's paths, and the log-in in front of it. */
@Configuration(proxyBeanMethods = false)
class OAuth {

    @Bean
    static RegisteredClientRepository clients(Options options) {
        return new InMemoryRegisteredClientRepository(
                options.serviceProviders().stream().map(OAuth::registered).toList());
    }

    /** Secrets of test clients are kept in clear: a slow hash would only slow the tests down. */
    @Bean
    static PasswordEncoder secrets() {
        return new PasswordEncoder() {
            @Override
            public String encode(@Nullable CharSequence secret) {
                return String.valueOf(secret);
            }

            @Override
            public boolean matches(@Nullable CharSequence given, @Nullable String kept) {
                return MessageDigest.isEqual(
                        String.valueOf(given).getBytes(StandardCharsets.UTF_8),
                        String.valueOf(kept).getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    /** Authorize, token, introspection and revocation. */
    @Bean
    @Order(1)
    static SecurityFilterChain oauth(
            HttpSecurity http,
            RegisteredClientRepository clients,
            Realm realm,
            Mint mint,
            Examination examination,
            Switches switches) {
        http.oauth2AuthorizationServer(server -> {
            http.securityMatcher(server.getEndpointsMatcher());
            server.registeredClientRepository(clients)
                    .authorizationService(new Grants(realm))
                    .authorizationServerSettings(settings())
                    .tokenGenerator(new PscTokenGenerator(mint))
                    .authorizationEndpoint(authorize -> authorize.authenticationProviders(OAuth::allowOpenid))
                    .tokenEndpoint(token -> token.accessTokenResponseHandler(tokens(realm)))
                    .tokenIntrospectionEndpoint(
                            introspection -> introspection.introspectionResponseHandler(introspected(examination)))
                    .tokenRevocationEndpoint(
                            revocation -> revocation.revocationResponseHandler(revoked(examination, switches)));
        });
        http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
        http.exceptionHandling(handling -> handling.defaultAuthenticationEntryPointFor(
                new LoginUrlAuthenticationEntryPoint(Realm.LOGIN),
                PathPatternRequestMatcher.withDefaults().matcher(Realm.AUTHORIZE)));
        http.requestCache(cache -> cache.requestCache(new HttpSessionRequestCache())); // whatever a script accepts
        http.addFilterAfter(new EndedSessionFilter(realm), SecurityContextHolderFilter.class);
        return http.build();
    }

    /** The log-in page and what checks nobody. The password is public, and a script posts the form without reading it: no CSRF token. */
    @Bean
    @Order(2)
    static SecurityFilterChain others(HttpSecurity http, Realm realm) {
        http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        http.authenticationProvider(new TestPassword(realm));
        http.formLogin(login ->
                login.loginPage(Realm.LOGIN).usernameParameter("identifiant").passwordParameter("motdepasse"));
        http.csrf(AbstractHttpConfigurer::disable);
        return http.build();
    }

    /**
     * Spring's own OpenID endpoints stay off, as PSC's differ in path and content. With them goes its veto on the scope
     * {@code openid}, which a fresh validator does not have.
     */
    private static void allowOpenid(List<AuthenticationProvider> providers) {
        for (AuthenticationProvider provider : providers) {
            if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider authorize) {
                authorize.setAuthenticationValidator(new OAuth2AuthorizationCodeRequestAuthenticationValidator());
            }
        }
    }

    private static AuthorizationServerSettings settings() {
        return AuthorizationServerSettings.builder()
                .authorizationEndpoint(Realm.AUTHORIZE)
                .tokenEndpoint(Realm.PROTOCOL + "/token")
                .tokenIntrospectionEndpoint(Realm.PROTOCOL + "/token/introspect")
                .tokenRevocationEndpoint(Realm.PROTOCOL + "/revoke")
                .build();
    }

    private static RegisteredClient registered(ServiceProvider provider) {
        ClientSettings.Builder settings = ClientSettings.builder().requireProofKey(false);
        provider.certificateSubject().ifPresent(settings::x509CertificateSubjectDN);
        return RegisteredClient.withId(provider.clientId())
                .clientId(provider.clientId())
                .clientSecret(provider.secret())
                .clientAuthenticationMethods(
                        methods -> methods.addAll(List.of(CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, TLS_CLIENT_AUTH)))
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUris(uris -> uris.addAll(provider.redirectUris()))
                .scopes(scopes -> scopes.addAll(List.of("openid", "scope_all")))
                .clientSettings(settings.build())
                .tokenSettings(TokenSettings.builder().reuseRefreshTokens(false).build())
                .build();
    }

    private static AuthenticationSuccessHandler tokens(Realm realm) {
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

    private static AuthenticationSuccessHandler introspected(Examination examination) {
        return (request, response, authentication) -> {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setCharacterEncoding("UTF-8");
            String token = ((OAuth2TokenIntrospectionAuthenticationToken) authentication).getToken();
            response.getWriter().write(examination.introspect(token));
        };
    }

    /** A revoked refresh token takes its session along, as in Keycloak. */
    private static AuthenticationSuccessHandler revoked(Examination examination, Switches switches) {
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
