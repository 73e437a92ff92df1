package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.igc.Credential;
import fr.pli.igc.KeyKind;
import fr.pli.igc.TestIgc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and certificates from files; each error names the configuration key and what is accepted. */
class KeyMaterialTest {

    private static final TestIgc IGC = TestIgc.create();
    private static final Credential SERVER = IGC.server("localhost").issue();
    private static final Credential OTHER = IGC.server("localhost").issue();

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        IGC.close();
    }

    @BeforeEach
    void write() throws IOException {
        SERVER.write(folder, "server");
        OTHER.write(folder, "other");
    }

    @Test
    void pem_and_pkcs12_hold_the_same() {
        KeyMaterial pem = load(pem("server.pem", "server-key.pem"));
        KeyMaterial pkcs12 = load(new KeySource.Pkcs12(folder.resolve("server.p12"), "pli"));

        assertThat(pem).isEqualTo(pkcs12).isEqualTo(new KeyMaterial(SERVER.key(), SERVER.chain()));
    }

    @Test
    void elliptic_key_is_taken() throws IOException {
        Credential elliptic = IGC.server("localhost").key(KeyKind.P_256).issue();
        elliptic.write(folder, "elliptic");

        assertThat(load(pem("elliptic.pem", "elliptic-key.pem")).key()).isEqualTo(elliptic.key());
    }

    @Test
    void missing_file() {
        assertRefused(pem("nowhere.pem", "server-key.pem"), "api.tls.certificate: ")
                .hasMessageContaining("does not exist");
        assertRefused(pem("server.pem", "nowhere.pem"), "api.tls.key: ").hasMessageContaining("does not exist");
    }

    @Test
    void key_of_another_certificate() {
        assertRefused(pem("server.pem", "other-key.pem"), "api.tls.certificate: ")
                .hasMessageContaining("the key is not that of the first certificate");
    }

    @Test
    void certificate_where_the_key_should_be() {
        assertRefused(pem("server.pem", "server.pem"), "api.tls.key: ").hasMessageContaining("holds no PKCS#8 key");
    }

    @Test
    void key_where_the_certificate_should_be() {
        assertRefused(pem("server-key.pem", "server-key.pem"), "api.tls.certificate: ");
    }

    @Test
    void chain_in_the_wrong_order() throws IOException {
        Files.writeString(
                folder.resolve("mixed.pem"),
                Files.readString(folder.resolve("server.pem")) + Files.readString(folder.resolve("other.pem")));

        assertRefused(pem("mixed.pem", "server-key.pem"), "api.tls.certificate: ")
                .hasMessageContaining("did not issue the one before it");
    }

    @Test
    void expired_certificate() throws IOException {
        IGC.server("localhost").expired().issue().write(folder, "expired");

        assertRefused(pem("expired.pem", "expired-key.pem"), "api.tls.certificate: ")
                .hasMessageContaining("not now");
    }

    @Test
    void wrong_password_is_not_shown() {
        assertRefused(new KeySource.Pkcs12(folder.resolve("server.p12"), "s3cret"), "api.tls.password: ")
                .hasMessageNotContaining("s3cret");
    }

    private KeySource pem(String certificates, String key) {
        return new KeySource.Pem(folder.resolve(certificates), folder.resolve(key));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(KeySource source, String key) {
        return assertThatThrownBy(() -> load(source))
                .isInstanceOf(TlsConfigurationException.class)
                .hasMessageStartingWith(key)
                .hasMessageContaining("; accepted: ");
    }

    private static KeyMaterial load(KeySource source) {
        return KeyMaterial.load(source, "api.tls", Instant.now());
    }
}
