package fr.pli.operator;

import fr.pli.psc.Acceptance;
import fr.pli.psc.ClientAuthentication;
import fr.pli.psc.Psc;
import fr.pli.psc.PscEndpoints;
import fr.pli.psc.PscListener;
import fr.pli.psc.PscTokenValidator;
import fr.pli.psc.TokenValidator;
import fr.pli.psc.ValidationSettings;
import fr.pli.store.Registry;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.CheckSettings;
import fr.pli.tls.RefreshSchedule;
import fr.pli.wire.Authority;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is believed: Pro Santé Connect for persons, IGC Santé for applications. */
@Configuration
class TrustWiring {

    @Bean
    CertificateCheck certificateCheck(OperatorProperties properties) {
        OperatorProperties.Igc igc = properties.igc();
        CheckSettings settings = new CheckSettings(
                igc.anchors(),
                properties.dataFolder().resolve("crl"),
                igc.crl(),
                RefreshSchedule.parse("pli.igc.crl-refresh", igc.crlRefresh()),
                igc.revocationOrder(),
                igc.revocationHardFail(),
                Set.copyOf(igc.policies()));
        return CertificateCheck.open(settings, Clock.systemUTC());
    }

    @Bean
    Psc psc(OperatorProperties properties) {
        OperatorProperties.Psc psc = properties.psc();
        URI discovery = psc.discovery() == null ? URI.create(psc.issuer() + PscEndpoints.DISCOVERY) : psc.discovery();
        return new Psc(psc.issuer(), discovery, Optional.empty(), psc.timeout(), InstantSource.system());
    }

    @Bean
    TokenValidator tokenValidator(Psc psc, OperatorProperties properties, PscListener listener) throws IOException {
        OperatorProperties.Psc keys = properties.psc();
        ValidationSettings settings = new ValidationSettings(
                authentication(keys),
                keys.method(),
                keys.cache(),
                keys.cacheSize(),
                keys.clockSkew(),
                new Acceptance(
                        Set.copyOf(keys.azpAllow()), Set.copyOf(keys.azpDeny()), Set.copyOf(keys.acrAccepted())));
        return new PscTokenValidator(psc, settings, listener, InstantSource.system());
    }

    @Bean
    Authority authority(
            Registry registry, TokenValidator tokens, CertificateCheck certificates, OperatorMetrics metrics) {
        return new BalAuthority(registry, tokens, certificates, metrics);
    }

    private static ClientAuthentication authentication(OperatorProperties.Psc keys) throws IOException {
        return new ClientAuthentication.Secret(
                keys.clientId(), Files.readString(keys.clientSecretFile()).strip());
    }
}
