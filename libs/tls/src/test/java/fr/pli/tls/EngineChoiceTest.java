package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which clients are served by the JDK's engine, and which by BoringSSL. */
class EngineChoiceTest {

    private static final String GCM = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
    private static final String CBC = "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384";

    private final TlsSettings settings = TlsSettings.of("api.tls", new KeySource.Pem(Path.of("a"), Path.of("b")));

    @Test
    void client_with_a_suite_of_boringssl_is_not_for_the_jdk() throws TlsSyntaxException {
        assertThat(isForJdk(settings, Hellos.modern())).isFalse();
        assertThat(isForJdk(settings, Hellos.tls12(CBC, GCM))).isFalse();
    }

    @Test
    void client_that_has_only_cbc_is_for_the_jdk() throws TlsSyntaxException {
        assertThat(isForJdk(settings, Hellos.tls12(CBC))).isTrue();
    }

    @Test
    void client_that_has_nothing_of_ours_gets_the_alert_of_boringssl() throws TlsSyntaxException {
        assertThat(isForJdk(settings, Hellos.tls12("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256")))
                .isFalse();
    }

    @Test
    void order_of_the_listener_decides() throws TlsSyntaxException {
        TlsSettings cbcFirst = settings.withCiphers12(List.of("C028", "C030"));

        assertThat(isForJdk(cbcFirst, Hellos.tls12(GCM, CBC))).isTrue();
        assertThat(isForJdk(cbcFirst, Hellos.tls12(GCM))).isFalse();
    }

    @Test
    void tls_1_3_with_fewer_suites_is_for_the_jdk() throws TlsSyntaxException {
        TlsSettings strict = settings.withCiphers13(List.of("TLS_AES_256_GCM_SHA384"));

        assertThat(isForJdk(strict, Hellos.modern())).isTrue();
        assertThat(isForJdk(strict, Hellos.tls12(GCM))).isFalse();
        assertThat(EngineChoice.boring(strict)).noneMatch(CipherSuite::isTls13);
    }

    @Test
    void listener_without_tls_1_3_looks_at_the_suites_of_1_2() throws TlsSyntaxException {
        TlsSettings only12 = settings.withProtocols(List.of("TLSv1.2"));

        assertThat(isForJdk(only12, Hellos.modern())).isFalse();
        assertThat(isForJdk(only12, Hellos.of(new String[] {"TLSv1.3", "TLSv1.2"}, "TLS_AES_128_GCM_SHA256", CBC)))
                .isTrue();
    }

    private static boolean isForJdk(TlsSettings settings, byte[] hello) throws TlsSyntaxException {
        return EngineChoice.isForJdk(ClientHello.read(ByteBuffer.wrap(hello)).orElseThrow(), settings);
    }
}
