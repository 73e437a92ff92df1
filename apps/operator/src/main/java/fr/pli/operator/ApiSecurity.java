package fr.pli.operator;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/** The REST API asks for a token of {@link ApiTokens}; health and the API's own description are open to whoever reaches the port. */
@Configuration
class ApiSecurity {

    private static final String BEARER = "Bearer ";

    @Bean
    ApiTokens apiTokens(OperatorProperties properties) throws IOException {
        return ApiTokens.in(Files.createDirectories(properties.dataFolder()).resolve("api-tokens"));
    }

    @Bean
    SecurityFilterChain api(HttpSecurity http, ApiTokens tokens) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health/**", "/v3/api-docs/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(new TokenFilter(tokens), AuthorizationFilter.class)
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable) // no cookie carries the authority
                .build();
    }

    /** Takes {@code Authorization: Bearer} and puts the administrator's name behind the request. */
    private static final class TokenFilter extends OncePerRequestFilter {

        private final ApiTokens tokens;

        TokenFilter(ApiTokens tokens) {
            this.tokens = tokens;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String header = request.getHeader(HttpHeaders.AUTHORIZATION);
            if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                tokens.nameOf(header.substring(BEARER.length()))
                        .ifPresent(name -> SecurityContextHolder.getContext()
                                .setAuthentication(new UsernamePasswordAuthenticationToken(name, null, List.of())));
            }
            chain.doFilter(request, response);
        }
    }
}
