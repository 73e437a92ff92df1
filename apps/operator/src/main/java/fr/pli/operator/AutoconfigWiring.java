package fr.pli.operator;

import fr.pli.store.Registry;
import fr.pli.tls.ClientCertificate;
import fr.pli.tls.TicketKeys;
import fr.pli.tls.TlsContext;
import fr.pli.tls.TlsSettings;
import fr.pli.wire.Encryption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The door for care software that configures itself (ECO.1.1.9), with a certificate of its own if there is one. */
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
    Doors.Opening autoconfig(
            OperatorProperties properties, TlsContext autoconfigTls, Registry registry, ObjectProvider<Doors> doors) {
        OperatorProperties.Autoconfig keys = properties.autoconfig();
        return new Doors.Opening(
                "autoconfig",
                PREFIX + ".",
                "port",
                keys.address(),
                keys.port(),
                new Encryption.Implicit(autoconfigTls),
                Doors.Guests.STRANGERS,
                new Autoconfig(
                        keys.name(),
                        properties.hostName(),
                        () -> doors.stream().findFirst().map(Doors::ports).orElse(Map.of()),
                        registry::domains,
                        InstantSource.system()));
    }
}
