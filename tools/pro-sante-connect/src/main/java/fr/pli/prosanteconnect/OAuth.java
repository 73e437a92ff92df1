package fr.pli.prosanteconnect;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Spring Authorization Server behind PSC's paths, and the log-in in front of it. */
@Configuration(proxyBeanMethods = false)
class OAuth {

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
                    .tokenEndpoint(token -> token.accessTokenResponseHandler(OAuthAnswers.tokens(realm)))
                    .tokenIntrospectionEndpoint(introspection ->
                            introspection.introspectionResponseHandler(OAuthAnswers.introspected(examination)))
                    .tokenRevocationEndpoint(revocation ->
                            revocation.revocationResponseHandler(OAuthAnswers.revoked(examination, switches)));
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
}
