package fr.pli.boot;

import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/** The REST API of a server: it asks for a token of {@link ApiTokens}, and what goes wrong is told as problem details (RFC 9457). */
@Configuration
@Import({ApiErrors.class, ApiFailures.class})
@SecurityScheme(name = "token", type = SecuritySchemeType.HTTP, scheme = "bearer")
public class ApiConfiguration {

    private static final String BEARER = "Bearer ";

    @Bean
    ApiTokens apiTokens(DataFolder data) throws IOException {
        return ApiTokens.in(data.resolve("api-tokens"));
    }

    @Bean
    SecurityFilterChain api(HttpSecurity http, ApiTokens tokens, ApiRules rules) {
        return http.authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                            .permitAll() // what led to the failure was judged; else each would read as a missing token
                            .requestMatchers("/actuator/health/**", "/v3/api-docs/**")
                            .permitAll();
                    rules.add(requests);
                    requests.requestMatchers("/actuator/**")
                            .hasAnyRole(ApiRole.ADMIN.name(), ApiRole.METRICS.name())
                            .requestMatchers(HttpMethod.GET)
                            .hasAnyRole(ApiRole.ADMIN.name(), ApiRole.READ.name())
                            .anyRequest()
                            .hasRole(ApiRole.ADMIN.name());
                })
                .addFilterBefore(new TokenFilter(tokens), AuthorizationFilter.class)
                .exceptionHandling(errors -> errors.authenticationEntryPoint(
                                (request, response, e) -> refuse(response, HttpStatus.UNAUTHORIZED))
                        .accessDeniedHandler((request, response, e) -> refuse(response, HttpStatus.FORBIDDEN)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable) // no cookie carries the authority
                .build();
    }

    private static void refuse(HttpServletResponse response, HttpStatus status) throws IOException {
        String detail = status == HttpStatus.FORBIDDEN
                ? "this token may not do that"
                : "a token is needed: Authorization: Bearer";
        response.setStatus(status.value());
        if (status == HttpStatus.UNAUTHORIZED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, BEARER.strip());
        }
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        String problem = "{\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(status.getReasonPhrase(), status.value(), detail);
        response.getOutputStream().write(problem.getBytes(StandardCharsets.UTF_8));
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
                tokens.bearer(header.substring(BEARER.length())).ifPresent(TokenFilter::enter);
            }
            chain.doFilter(request, response);
        }

        private static void enter(ApiTokens.Bearer bearer) {
            var role = new SimpleGrantedAuthority("ROLE_" + bearer.role());
            SecurityContextHolder.getContext()
                    .setAuthentication(new UsernamePasswordAuthenticationToken(bearer.name(), null, List.of(role)));
        }
    }
}
