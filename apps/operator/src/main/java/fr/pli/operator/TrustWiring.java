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
import fr.pli.tls.ClientTls;
import fr.pli.tls.KeySource;
import fr.pli.tls.RefreshSchedule;
import fr.pli.tls.ServerTrust;
import fr.pli.wire.Authority;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
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
        try {
            return new Psc(psc.issuer(), discovery, Optional.of(tls(psc.tls())), psc.timeout(), InstantSource.system());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("pli.psc." + e.getMessage(), e);
        }
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
        Path secret = keys.clientSecretFile();
        if (secret != null) {
            return new ClientAuthentication.Secret(
                    keys.clientId(), Files.readString(secret).strip());
        }
        if (keys.tls().certificate() == null) {
            throw new IllegalArgumentException(
                    "pli.psc.client-secret-file: missing, and so is pli.psc.tls.certificate; accepted: one of them");
        }
        return new ClientAuthentication.Certificate(keys.clientId());
    }

    private static SSLContext tls(OperatorProperties.ClientTls tls) {
        Path anchors = tls.anchors();
        ServerTrust trust =
                anchors == null ? new ServerTrust.Platform() : new ServerTrust.Roots("pli.psc.tls.anchors", anchors);
        Path certificate = tls.certificate();
        return certificate == null
                ? ClientTls.context(trust)
                : ClientTls.context(
                        trust, "pli.psc.tls", keySource(certificate, tls.key(), tls.password()), Clock.systemUTC());
    }

    /** PEM where there is a file with the key, else PKCS#12. */
    static KeySource keySource(Path certificate, @Nullable Path key, String password) {
        return key == null ? new KeySource.Pkcs12(certificate, password) : new KeySource.Pem(certificate, key);
    }
}
