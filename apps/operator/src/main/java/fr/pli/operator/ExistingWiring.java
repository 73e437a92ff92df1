package fr.pli.operator;

import fr.pli.exchange.ExistingServer;
import fr.pli.exchange.Routes;
import fr.pli.imap.ExistingImap;
import fr.pli.smtp.RelaySettings;
import fr.pli.store.Connections;
import fr.pli.store.KeptElsewhere;
import fr.pli.store.Registry;
import fr.pli.tls.ClientTls;
import fr.pli.tls.ServerTrust;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A mail system that stays beside ours (MSS 10.9, SEED-03), and the door of the time of transition (SEED-04). */
@Configuration
class ExistingWiring {

    private static final String IMAP = "pli.existing.imap";
    private static final String PASSWORD = "pli.existing.master-password-file";

    @Bean
    KeptElsewhere keptElsewhere(OperatorProperties properties) {
        Set<String> domains = properties.existing().domains().stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        if (!domains.isEmpty() && properties.existing().imap().isEmpty()) {
            throw new WrongKeyException(IMAP, "missing, and pli.existing.domains is not", "host:port");
        }
        properties.legacy().domains().forEach((domain, _) -> {
            if (!domains.contains(domain.toLowerCase(Locale.ROOT))) {
                throw new WrongKeyException(
                        "pli.legacy.domains." + domain,
                        "no existing system keeps it, so there are no passwords",
                        "a domain of pli.existing.domains");
            }
        });
        return new KeptElsewhere(domains);
    }

    /** What there is where there is such a system. */
    @Configuration
    @ConditionalOnProperty(IMAP)
    static class Beside {

        @Bean
        ExistingImap existingImap(OperatorProperties properties) {
            OperatorProperties.Existing keys = properties.existing();
            Path file = keys.masterPasswordFile();
            if (file == null || keys.master().isEmpty()) {
                throw new WrongKeyException(
                        PASSWORD, "missing, or pli.existing.master is", "a file with the password of the master user");
            }
            ConfiguredSecret.in(PASSWORD, file);
            return new ExistingImap(
                    ExchangeWiring.address(IMAP, keys.imap()),
                    ClientTls.context(trust(keys.anchors())).getSocketFactory(),
                    keys.master(),
                    () -> ConfiguredSecret.in(PASSWORD, file),
                    keys.patience());
        }

        @Bean
        ExistingServer existingServer(OperatorProperties properties, KeptElsewhere kept) {
            OperatorProperties.Tls tls = properties.tls();
            InetSocketAddress address = ExchangeWiring.address(
                    "pli.existing.smtp", properties.existing().smtp());
            SSLContext context = ClientTls.context(
                    trust(properties.existing().anchors()),
                    "pli.tls",
                    TrustWiring.keySource(tls.certificate(), tls.key(), tls.secret()),
                    Clock.systemUTC());
            return new ExistingServer(
                    kept,
                    new Routes.Host(address.getHostString(), address.getPort()),
                    RelaySettings.of(properties.hostName(), context.getSocketFactory())
                            .withNamed());
        }

        /** Whom passwords let in. */
        @Bean
        LegacyPasswords legacyPasswords(
                OperatorProperties properties, Registry registry, ExistingImap existing, Connections connections) {
            Map<String, LocalDate> lastDays = new TreeMap<>();
            properties
                    .legacy()
                    .domains()
                    .forEach((domain, day) -> lastDays.put(
                            domain.toLowerCase(Locale.ROOT), ExchangeWiring.day("pli.legacy.domains." + domain, day)));
            return new LegacyPasswords(registry, existing, lastDays, connections, InstantSource.system());
        }

        private static ServerTrust trust(@Nullable Path anchors) {
            return anchors == null
                    ? new ServerTrust.Platform()
                    : new ServerTrust.Roots("pli.existing.anchors", anchors);
        }
    }
}
