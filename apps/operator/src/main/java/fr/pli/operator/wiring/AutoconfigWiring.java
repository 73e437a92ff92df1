package fr.pli.operator.wiring;

import fr.pli.operator.OperatorProperties;
import fr.pli.registry.Registry;
import fr.pli.tls.ClientCertificate;
import fr.pli.tls.TicketKeys;
import fr.pli.tls.TlsContext;
import fr.pli.tls.TlsSettings;
import fr.pli.wire.Encryption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The listener for care software that configures itself (ECO.1.1.9), with a certificate of its own if there is one. */
@Configuration
class AutoconfigWiring {

    private static final String PREFIX = "pli.autoconfig";

    /** Where no certificate for {@code autoconfig.DOMAIN} is named, that of the operator is shown. */
    @Bean
    TlsContext autoconfigTls(OperatorProperties properties, TicketKeys tickets) {
        OperatorProperties.Autoconfig keys = properties.autoconfig();
        Path certificate = keys.certificate();
        TlsSettings usual = ApiLpsWiring.tls(properties.tls(), ClientCertificate.NONE);
        return TlsContext.open(
                certificate == null
                        ? usual
                        : TlsSettings.of(PREFIX, TrustWiring.keySource(certificate, keys.key(), keys.secret())),
                tickets,
                Clock.systemUTC());
    }

    @Bean
    Listeners.Opening autoconfig(
            OperatorProperties properties,
            TlsContext autoconfigTls,
            Registry registry,
            ObjectProvider<Listeners> listeners) {
        OperatorProperties.Autoconfig keys = properties.autoconfig();
        return new Listeners.Opening(
                "autoconfig",
                PREFIX + ".",
                "port",
                keys.address(),
                keys.port(),
                List.of(),
                new Encryption.Implicit(autoconfigTls),
                Listeners.Clients.STRANGERS,
                new Autoconfig(
                        keys.name(),
                        properties.hostName(),
                        () -> listeners.stream()
                                .findFirst()
                                .map(Listeners::ports)
                                .orElse(Map.of()),
                        registry::domains,
                        InstantSource.system()));
    }
}
