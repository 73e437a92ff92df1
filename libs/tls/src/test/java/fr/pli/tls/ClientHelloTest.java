package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClientHelloTest {

    @Test
    void suites_and_version_are_read() throws TlsSyntaxException {
        ClientHello hello = read(Hellos.modern());

        assertThat(hello.tls13()).isTrue();
        assertThat(hello.offers(CipherSuite.TLS_AES_128_GCM_SHA256)).isTrue();
        assertThat(hello.offers(CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384))
                .isTrue();
        assertThat(hello.offers(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256))
                .isFalse();
    }

    @Test
    void hello_without_tls_1_3_is_of_tls_1_2() throws TlsSyntaxException {
        assertThat(read(Hellos.tls12("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")).tls13())
                .isFalse();
    }

    @Test
    void beginning_of_a_hello_is_not_enough() throws TlsSyntaxException {
        byte[] hello = Hellos.modern();
        for (int length = 0; length < hello.length; length++) {
            assertThat(ClientHello.read(ByteBuffer.wrap(hello, 0, length))).isEmpty();
        }
    }

    @Test
    void hello_in_many_records_is_one() throws TlsSyntaxException {
        byte[] whole = Hellos.modern();
        ByteBuffer pieces = ByteBuffer.allocate(6 * whole.length);
        for (int i = 5; i < whole.length; i++) {
            pieces.put(new byte[] {22, 3, 1, 0, 1, whole[i]});
        }

        assertThat(ClientHello.read(pieces.flip())).contains(read(whole));
    }

    @Test
    void what_follows_the_hello_does_not_matter() throws TlsSyntaxException {
        byte[] hello = Hellos.modern();

        assertThat(read(Arrays.copyOf(hello, hello.length + 100))).isEqualTo(read(hello));
    }

    @Test
    void other_records_are_refused() {
        assertThatThrownBy(() -> read("EHLO client\r\n".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(TlsSyntaxException.class)
                .hasMessage("ClientHello: record header 45484c4f20");
        assertThatThrownBy(() -> read(new byte[] {22, 3, 1, 0, 0}))
                .isInstanceOf(TlsSyntaxException.class)
                .hasMessageContaining("record header 1603010000");
    }

    @Test
    void other_messages_are_refused() {
        assertThatThrownBy(() -> read(new byte[] {22, 3, 1, 0, 4, 2, 0, 0, 9}))
                .isInstanceOf(TlsSyntaxException.class)
                .hasMessageContaining("message header 02000009");
    }

    @Test
    void hello_that_is_too_long_is_refused_at_once() {
        assertThatThrownBy(() -> read(new byte[] {22, 3, 1, 0, 4, 1, 0, 0x7F, 0}))
                .isInstanceOf(TlsSyntaxException.class)
                .hasMessageContaining("message header 01007f00");
    }

    @Test
    void hello_without_end_is_refused() {
        ByteBuffer endless = ByteBuffer.allocate(ClientHello.LONGEST);
        endless.put(new byte[] {22, 3, 1, 0, 4, 1, 0, 0x40, 0});
        endless.put(new byte[] {22, 3, 1, 0, 6, 0, 0, 0, 0, 0, 0});
        while (endless.hasRemaining()) {
            endless.put(new byte[] {22, 3, 1, 0, 1, 0});
        }

        assertThatThrownBy(() -> ClientHello.read(endless.clear()))
                .isInstanceOf(TlsSyntaxException.class)
                .hasMessageContaining("does not end within");
    }

    @Test
    void length_that_points_past_the_end_is_refused() {
        byte[] hello = Hellos.modern();
        hello[76] = (byte) 0xFF; // of the cipher suites, behind headers, version, random and a session id of 32 octets

        assertThatThrownBy(() -> read(hello))
                .isInstanceOf(TlsSyntaxException.class)
                .hasMessageContaining("points past its end");
    }

    private static ClientHello read(byte[] octets) throws TlsSyntaxException {
        return ClientHello.read(ByteBuffer.wrap(octets)).orElseThrow();
    }
}
