package fr.pli.relay.wiring;

import fr.pli.boot.ApiConfiguration;
import fr.pli.boot.ApiRole;
import fr.pli.boot.ApiRules;
import fr.pli.boot.DataFolder;
import fr.pli.boot.WrongKeyException;
import fr.pli.psc.ClientAuthentication;
import fr.pli.psc.Psc;
import fr.pli.psc.PscClient;
import fr.pli.psc.PscEndpoints;
import fr.pli.relay.RelayProperties;
import fr.pli.relay.rules.RelaySessions;
import fr.pli.relay.rules.SessionLimits;
import fr.pli.web.PageTexts;
import fr.pli.web.Pages;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.Scheduled;

/** The relay's sessions, its REST API and its page. */
@Configuration
@Import({ApiConfiguration.class, Pages.class})
@OpenAPIDefinition(info = @Info(title = "Pli relay", version = "v1"), security = @SecurityRequirement(name = "token"))
class RelayWiring {

    @Bean
    ApiRules apiRules() {
        return requests -> requests.requestMatchers("/callback", "/pli/*")
                .permitAll()
                .requestMatchers("/api/v1/sessions/**")
                .hasRole(ApiRole.SOFTWARE.name());
    }

    @Bean
    PageTexts pageTexts() {
        return new PageTexts("fr.pli.relay.pages");
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    DataFolder dataFolder(RelayProperties properties) {
        return new DataFolder(properties.dataFolder());
    }

    @Bean
    Psc psc(RelayProperties properties, InstantSource clock) {
        RelayProperties.Psc keys = properties.psc();
        URI issuer = keys.issuer();
        if (issuer == null) {
            throw new WrongKeyException("pli.psc.issuer", "is missing", "the address of the realm of PSC, https");
        }
        URI discovery = keys.discovery() == null ? URI.create(issuer + PscEndpoints.DISCOVERY) : keys.discovery();
        return new Psc(issuer, discovery, Optional.empty(), keys.timeout(), clock);
    }

    @Bean
    RelaySessions relaySessions(RelayProperties properties, Psc psc, InstantSource clock) {
        ClientAuthentication who = new ClientAuthentication.Secret(
                properties.psc().clientId(), properties.psc().clientSecret());
        RelayProperties.Session keys = properties.session();
        SessionLimits limits = new SessionLimits(keys.longest(), keys.idle(), keys.login(), keys.most());
        return new RelaySessions(
                new PscClient(psc, who, clock), properties.address().resolve("/callback"), limits, clock);
    }

    /** Ends sessions whose time has come. */
    @Configuration
    static class Sweep {

        private final RelaySessions sessions;

        Sweep(RelaySessions sessions) {
            this.sessions = sessions;
        }

        @Scheduled(fixedDelayString = "PT5S")
        void sweep() {
            sessions.sweep();
        }
    }
}
