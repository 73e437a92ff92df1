package fr.pli.operator;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Every key of the operator below {@code pli.}; docs/operator/configuration.md explains them. A wrong value stops the start with the
 * key's name and what it takes.
 *
 * @param hostName what the servers call themselves, in greetings and in Received
 * @param dataFolder holds what must outlive the process where PostgreSQL does not: the local database, the CRL, the API's token
 */
@Validated
@ConfigurationProperties("pli")
public record OperatorProperties(
        @DefaultValue("localhost") @NotBlank String hostName,
        @DefaultValue("data") Path dataFolder,
        @DefaultValue @Valid Api api,
        @Valid Tls tls,
        @Valid Igc igc,
        @Valid Psc psc,
        @DefaultValue @Valid Sasl sasl,
        @DefaultValue @Valid Session session,
        @DefaultValue @Valid Limits limits,
        @DefaultValue @Valid Size size,
        @DefaultValue @Valid Store store) {

    /** The two entry points of the API LPS (SEED-01). */
    public record Api(@DefaultValue @Valid Persons persons, @DefaultValue @Valid Applications applications) {}

    /** Where professionals connect. Port 0 takes any free one, -1 closes the door. */
    public record Persons(
            @DefaultValue("::") String address,
            @DefaultValue("143") @Min(-1) @Max(65535) int imapPort,
            @DefaultValue("993") @Min(-1) @Max(65535) int imapsPort,
            @DefaultValue("587") @Min(-1) @Max(65535) int submissionPort,
            @DefaultValue("465") @Min(-1) @Max(65535) int submissionsPort) {}

    /** Where applications connect. Port 0 takes any free one, -1 closes the door. */
    public record Applications(
            @DefaultValue("::") String address,
            @DefaultValue("10143") @Min(-1) @Max(65535) int imapPort,
            @DefaultValue("10993") @Min(-1) @Max(65535) int imapsPort,
            @DefaultValue("10587") @Min(-1) @Max(65535) int submissionPort,
            @DefaultValue("10465") @Min(-1) @Max(65535) int submissionsPort) {}

    /**
     * The operator's own certificate and what TLS may be.
     *
     * @param certificate PEM, leaf first and the whole chain; or PKCS#12 with {@code password}
     * @param key PEM (PKCS#8)
     */
    public record Tls(
            Path certificate,
            Optional<Path> key,
            Optional<String> password,
            @DefaultValue({"TLSv1.2", "TLSv1.3"}) List<String> protocols,
            @DefaultValue({
                        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"
                    })
                    List<String> ciphers12,
            @DefaultValue({"TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256"})
                    List<String> ciphers13,
            @DefaultValue({"secp256r1", "secp384r1", "x25519"}) List<String> groups,
            @DefaultValue("1m") Duration reload,
            @DefaultValue("true") boolean stapling) {}

    /**
     * Whose certificates are taken.
     *
     * @param anchors PEM of the roots and issuing authorities of IGC Santé
     * @param crl addresses of CRL instead of those that certificates name
     */
    public record Igc(
            Path anchors,
            @DefaultValue List<String> crl,
            @DefaultValue("24h") Duration crlRefresh,
            @DefaultValue({"crl", "ocsp"}) List<String> revocationOrder,
            @DefaultValue("true") boolean revocationHardFail) {}

    /**
     * Pro Santé Connect.
     *
     * @param clientSecretFile holds the secret of our own client; or a certificate authenticates us
     */
    public record Psc(
            @NotBlank String issuer,
            Optional<String> discovery,
            @NotBlank String clientId,
            Optional<Path> clientSecretFile,
            Optional<Path> clientCertificate,
            Optional<Path> clientKey,
            Optional<Path> trust,
            @DefaultValue("introspection") String method,
            @DefaultValue("2m") Duration cache,
            @DefaultValue("2s") Duration timeout,
            @DefaultValue("30s") Duration clockSkew,
            @DefaultValue List<String> azpAllow,
            @DefaultValue List<String> azpDeny) {}

    /** SASL. */
    public record Sasl(
            @DefaultValue("XOAUTH2") List<String> personMechanisms,
            @DefaultValue("PLAIN") List<String> appMechanisms,
            @DefaultValue("3") @Min(1) @Max(20) int attempts) {}

    /** How long a session may last (SEED-13). */
    public record Session(
            @DefaultValue("long") Policy policy,
            @DefaultValue("4h") Duration maxDuration,
            @DefaultValue("30m") Duration idle) {

        /** One command, or many. */
        public enum Policy {
            SHORT,
            LONG
        }
    }

    /** Limits: on the node, per address (generous: one SaaS server carries many BAL), per BAL and per person. */
    public record Limits(
            @DefaultValue("20000") @Min(1) int connections,
            @DefaultValue("5000") @Min(1) int connectionsPerAddress,
            @DefaultValue("50") @Min(1) int sessionsPerBal,
            @DefaultValue("200") @Min(1) int sessionsPerPerson,
            @DefaultValue("500") @Min(1) @Max(10000) int recipients) {}

    /** Sizes in octets on the wire. */
    public record Size(@DefaultValue("26214400") @Min(1024) long maxMessage) {}

    /** The local PostgreSQL; {@code spring.datasource.url} names another one instead. */
    public record Store(@DefaultValue("0") @Min(0) @Max(65535) int port) {}
}
