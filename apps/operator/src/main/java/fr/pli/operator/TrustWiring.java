package fr.pli.operator;

import fr.pli.psc.Acceptance;
import fr.pli.psc.ClientAuthentication;
import fr.pli.psc.Psc;
import fr.pli.psc.PscEndpoints;
import fr.pli.psc.PscListener;
import fr.pli.psc.PscTokenValidator;
import fr.pli.psc.TokenValidator;
import fr.pli.psc.ValidationSettings;
import fr.pli.store.Connections;
import fr.pli.store.Registry;
import fr.pli.store.Right;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.CheckSettings;
import fr.pli.tls.ClientTls;
import fr.pli.tls.CrlState;
import fr.pli.tls.KeySource;
import fr.pli.tls.RefreshSchedule;
import fr.pli.tls.ServerTrust;
import fr.pli.wire.Authority;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is believed: Pro Santé Connect for persons, IGC Santé for applications. */
@Configuration
class TrustWiring {

    private static final Logger log = LoggerFactory.getLogger(TrustWiring.class);
    private static final String SECRET = "pli.psc.client-secret-file";

    @Bean
    CertificateCheck certificateCheck(
            OperatorProperties properties, DataFolder data, OperatorMetrics metrics, MeterRegistry meters) {
        OperatorProperties.Igc igc = properties.igc();
        CheckSettings settings = new CheckSettings(
                igc.anchors(),
                data.resolve("crl"),
                igc.crl(),
                RefreshSchedule.parse("pli.igc.crl-refresh", igc.crlRefresh()),
                igc.revocationOrder(),
                igc.revocationHardFail(),
                Set.copyOf(igc.policies()),
                igc.acceptTestCertificates());
        if (igc.acceptTestCertificates()) {
            log.warn("igc accept-test-certificates=true: certificates for tests open BAL and exchange mail");
        }
        CertificateCheck check = CertificateCheck.open(settings, Clock.systemUTC(), metrics);
        Gauge.builder("pli.crl.left", check, TrustWiring::secondsLeft)
                .baseUnit("seconds")
                .description("until the first CRL expires; negative once it has")
                .register(meters);
        return check;
    }

    private static double secondsLeft(CertificateCheck check) {
        Instant now = Instant.now();
        return check.crls().stream()
                .filter(CrlState::isSought)
                .mapToLong(one -> Duration.between(now, one.expires()).toSeconds())
                .min()
                .orElse(0);
    }

    @Bean
    Psc psc(OperatorProperties properties) {
        OperatorProperties.Psc psc = properties.psc();
        URI discovery = psc.discovery() == null ? URI.create(psc.issuer() + PscEndpoints.DISCOVERY) : psc.discovery();
        try {
            return new Psc(psc.issuer(), discovery, Optional.of(tls(psc.tls())), psc.timeout(), InstantSource.system());
        } catch (IllegalArgumentException e) {
            throw new WrongKeyException("pli.psc." + e.getMessage() + "; accepted: https://host/path", e);
        }
    }

    @Bean
    TokenValidator tokenValidator(Psc psc, OperatorProperties properties, PscListener listener) {
        OperatorProperties.Psc keys = properties.psc();
        if (keys.azpAllow().isEmpty()) {
            log.warn(
                    "psc azp-allow is empty: a token that any software at Pro Santé Connect was given opens a BAL here");
        }
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

    /** Who may look into a BAL. */
    @Bean
    Authority readers(
            Registry registry, TokenValidator tokens, CertificateCheck certificates, Connections connections) {
        return new BalAuthority(registry, tokens, certificates, connections, Set.of(Right.READ));
    }

    /** Who may log in to send: as which BAL is asked at MAIL. */
    @Bean
    Authority senders(
            Registry registry, TokenValidator tokens, CertificateCheck certificates, Connections connections) {
        return new BalAuthority(registry, tokens, certificates, connections, Set.of(Right.READ, Right.SEND));
    }

    /** @throws WrongKeyException if there is neither a secret nor a certificate, or the file of the secret is of no use */
    private static ClientAuthentication authentication(OperatorProperties.Psc keys) {
        Path file = keys.clientSecretFile();
        if (file != null) {
            return new ClientAuthentication.Secret(keys.clientId(), ConfiguredSecret.in(SECRET, file));
        }
        if (keys.tls().certificate() == null) {
            throw new WrongKeyException(SECRET, "missing, and so is pli.psc.tls.certificate", "one of them");
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
                        trust,
                        "pli.psc.tls",
                        keySource(certificate, tls.key(), tls.secret("pli.psc.tls")),
                        Clock.systemUTC());
    }

    /** PEM where there is a file with the key, else PKCS#12. */
    static KeySource keySource(Path certificate, @Nullable Path key, String password) {
        return key == null ? new KeySource.Pkcs12(certificate, password) : new KeySource.Pem(certificate, key);
    }
}
