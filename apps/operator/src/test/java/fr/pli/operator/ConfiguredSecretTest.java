package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A secret is said by its key or by a file. */
class ConfiguredSecretTest {

    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("secret"), " s3cret\n").toString();
    }

    @Test
    void each_secret_may_stand_in_a_file() {
        assertThat(properties(Map.of("pli.tls.password-file", file)).tls().secret())
                .isEqualTo("s3cret");
        assertThat(properties(Map.of("pli.psc.tls.password-file", file))
                        .psc()
                        .tls()
                        .secret("pli.psc.tls"))
                .isEqualTo("s3cret");
        assertThat(properties(Map.of("pli.store.owner-password-file", file))
                        .store()
                        .ownerSecret())
                .isEqualTo("s3cret");
        assertThat(properties(Map.of("pli.tls.password", "s3cret")).tls().secret())
                .isEqualTo("s3cret");
        assertThat(properties(Map.of()).tls().secret()).isEmpty();
    }

    @Test
    void who_says_it_twice_is_told_which_keys() {
        OperatorProperties twice = properties(Map.of("pli.tls.password", "other", "pli.tls.password-file", file));
        assertThatThrownBy(() -> twice.tls().secret())
                .isInstanceOf(WrongKeyException.class)
                .hasMessage("pli.tls.password: so does pli.tls.password-file say it; accepted: one of them")
                .hasMessageNotContaining("s3cret");
    }

    private static OperatorProperties properties(Map<String, String> keys) {
        Map<String, String> all = new HashMap<>(Map.of(
                "pli.tls.certificate", "none.pem",
                "pli.igc.anchors", "none.pem",
                "pli.psc.issuer", "https://auth.example.fr/auth/realms/esante-wallet",
                "pli.psc.client-id", "pli-operateur"));
        all.putAll(keys);
        return new Binder(new MapConfigurationPropertySource(all))
                .bind("pli", OperatorProperties.class)
                .get();
    }
}
