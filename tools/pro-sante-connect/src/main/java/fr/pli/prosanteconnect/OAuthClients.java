package fr.pli.prosanteconnect;

import static org.springframework.security.oauth2.core.ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
import static org.springframework.security.oauth2.core.ClientAuthenticationMethod.CLIENT_SECRET_POST;
import static org.springframework.security.oauth2.core.ClientAuthenticationMethod.TLS_CLIENT_AUTH;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The service providers as Spring Authorization Server knows them. */
@Configuration(proxyBeanMethods = false)
class OAuthClients {

    @Bean
    static RegisteredClientRepository clients(Options options) {
        return new InMemoryRegisteredClientRepository(options.serviceProviders().stream()
                .map(OAuthClients::registered)
                .toList());
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

    private static RegisteredClient registered(ServiceProvider provider) {
        ClientSettings.Builder settings = ClientSettings.builder().requireProofKey(false);
        provider.certificateSubject().ifPresent(settings::x509CertificateSubjectDN);
        return RegisteredClient.withId(provider.clientId())
                .clientId(provider.clientId())
                .clientSecret(provider.secret())
                .clientAuthenticationMethods(methods -> methods.addAll(proofs(provider)))
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUris(uris -> uris.addAll(provider.redirectUris()))
                .scopes(scopes -> scopes.addAll(List.of("openid", "scope_all")))
                .clientSettings(settings.build())
                .tokenSettings(TokenSettings.builder().reuseRefreshTokens(false).build())
                .build();
    }

    private static List<ClientAuthenticationMethod> proofs(ServiceProvider provider) {
        List<ClientAuthenticationMethod> proofs = new ArrayList<>();
        if (!provider.secret().isEmpty()) {
            proofs.addAll(List.of(CLIENT_SECRET_BASIC, CLIENT_SECRET_POST));
        }
        if (provider.certificateSubject().isPresent()) {
            proofs.add(TLS_CLIENT_AUTH);
        }
        return proofs;
    }
}
