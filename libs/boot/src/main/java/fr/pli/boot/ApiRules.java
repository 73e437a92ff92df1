package fr.pli.boot;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/** What one server opens to whom, before the rules that all servers share. */
@FunctionalInterface
public interface ApiRules {

    /** Adds them; the first that fits a request counts. */
    void add(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests);
}
