package fr.pli.relay;

import fr.pli.boot.ConfiguredSecret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Every key of the relay below {@code pli.}; docs/vendor/relay.md explains them. A wrong value stops the start with the key's name and what it
 * takes.
 *
 * @param dataFolder holds the keys of those who may call ({@code api-tokens})
 * @param address where browsers reach the relay; {@code /callback} below it is the redirect URI that PSC knows
 */
@Validated
@ConfigurationProperties(value = "pli", ignoreUnknownFields = false)
public record RelayProperties(
        @DefaultValue("relay-data") Path dataFolder,
        @DefaultValue("http://127.0.0.1:8090") URI address,
        @DefaultValue @Valid Psc psc,
        @DefaultValue @Valid Session session) {

    /**
     * Pro Santé Connect, and who we are there.
     *
     * @param discovery where the discovery document is; PSC's own path below the issuer if missing
     * @param secret {@code client_secret_basic}; or {@code secretFile}
     * @param timeout of one exchange
     */
    public record Psc(
            @Nullable URI issuer,

            @Nullable URI discovery,

            @NotBlank(message = "our name at PSC") @DefaultValue("")
            String clientId,

            @DefaultValue("") String secret,
            @Nullable Path secretFile,

            @DefaultValue("2s") @DurationMin(millis = 100, message = "at least 100ms")
            Duration timeout) {

        /** The secret itself. @throws fr.pli.boot.WrongKeyException if both keys say it, or the file is of no use */
        public String clientSecret() {
            return ConfiguredSecret.of("pli.psc.secret", secret, secretFile);
        }
    }

    /**
     * How long a session lasts (spec: psc-relay.md section 4).
     *
     * @param longest from log-in on, whatever is done
     * @param idle without a call for which a person acts
     * @param login from the question to the browser's return
     * @param most sessions of one software at a time
     */
    public record Session(
            @DefaultValue("4h") @DurationMin(seconds = 1, message = "at least 1s")
            Duration longest,

            @DefaultValue("30m") @DurationMin(seconds = 1, message = "at least 1s")
            Duration idle,

            @DefaultValue("5m") @DurationMin(seconds = 1, message = "at least 1s")
            Duration login,

            @DefaultValue("2000") @Min(value = 1, message = "at least 1")
            int most) {}
}
