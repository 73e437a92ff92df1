package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.Requirement;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is settled in the handshake, at every listener that speaks TLS from the first octet. */
class HandshakeTest {

    private static final int TLS_1_1 = 0x0302;
    private static final int TLS_1_2 = 0x0303;
    private static final int TLS_RSA_WITH_AES_128_CBC_SHA = 0x002F;
    /** Alerts of RFC 5246 section 7.2. */
    private static final int HANDSHAKE_FAILURE = 40;

    private static final int PROTOCOL_VERSION = 70;
    private static final House HOUSE = House.only();
    private static final SSLContext CLIENT = Clients.tls(HOUSE.igc(), Optional.empty());

    @ParameterizedTest
    @MethodSource("listeners")
    @Requirement("MSS 10.2")
    @Requirement("MSS 10.3")
    @Requirement("MSS 10.4")
    @Requirement("ECO.1.1.2")
    void tls_1_1_is_refused(String listener) throws IOException {
        assertThat(new RawHello(TLS_1_1, TLS_RSA_WITH_AES_128_CBC_SHA).alertOf(HOUSE.listener(listener)))
                .isEqualTo(PROTOCOL_VERSION);
    }

    @ParameterizedTest
    @MethodSource("listeners")
    @Requirement("ECO.1.1.3")
    void a_suite_outside_the_list_is_refused(String listener) throws IOException {
        assertThatThrownBy(() -> shake(listener, "TLSv1.2", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("handshake_failure");
        assertThat(new RawHello(TLS_1_2, TLS_RSA_WITH_AES_128_CBC_SHA).alertOf(HOUSE.listener(listener)))
                .isEqualTo(HANDSHAKE_FAILURE);
    }

    @ParameterizedTest
    @MethodSource("listeners")
    @Requirement("MSS 10.2")
    @Requirement("MSS 10.3")
    @Requirement("MSS 10.4")
    void tls_1_2_is_taken_with_each_suite_of_the_list(String listener) throws IOException {
        for (String suite : new String[] {
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"
        }) {
            assertThat(shake(listener, "TLSv1.2", suite)).isEqualTo("TLSv1.2 " + suite);
        }
    }

    @ParameterizedTest
    @MethodSource("listeners")
    @Requirement("SEED-06")
    void tls_1_3_is_taken(String listener) throws IOException {
        assertThat(shake(listener, "TLSv1.3", "")).startsWith("TLSv1.3 TLS_AES_");
    }

    static Stream<String> listeners() {
        return Stream.of("persons.imaps", "persons.submissions", "applications.imaps", "applications.submissions");
    }

    /** Protocol and suite that both agreed on. */
    private static String shake(String listener, String protocol, String suite) throws IOException {
        try (Socket plain = new Socket(
                        HOUSE.listener(listener).getAddress(),
                        HOUSE.listener(listener).getPort());
                SSLSocket socket =
                        (SSLSocket) CLIENT.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true)) {
            socket.setSoTimeout(20_000);
            socket.setEnabledProtocols(new String[] {protocol});
            if (!suite.isEmpty()) {
                socket.setEnabledCipherSuites(new String[] {suite});
            }
            socket.startHandshake();
            return socket.getSession().getProtocol() + " " + socket.getSession().getCipherSuite();
        }
    }
}
