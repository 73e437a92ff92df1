package fr.pli.operator.wiring;

import fr.pli.boot.ApiConfiguration;
import fr.pli.boot.ApiRules;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The operator's REST API. */
@Configuration
@Import(ApiConfiguration.class)
@OpenAPIDefinition(
        info = @Info(title = "Pli operator", version = "v1"),
        security = @SecurityRequirement(name = "token"))
class ApiWiring {

    /** The page of MSS 17, whose address is a secret itself, and what its layout loads. */
    @Bean
    ApiRules apiRules() {
        return requests -> requests.requestMatchers("/confirmation", "/confirmation/**", "/pli/*")
                .permitAll();
    }
}
