package fr.pli.psc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class PscEndpointsTest {

    @Test
    void addresses_are_read() throws Exception {
        assertThat(PscEndpoints.parse(Samples.DISCOVERY).jwks()).hasToString("https://a.example/c");
    }

    @Test
    void address_without_tls_is_refused_except_on_this_machine() throws Exception {
        refused("http://a.example/c");
        refused("file:///etc/passwd");
        refused("https:///c");
        refused("a b");
        refused("");
        assertThat(PscEndpoints.parse(withKeysAt("http://127.0.0.1:8080/c")).jwks())
                .hasPort(8080);
        assertThatThrownBy(() -> Psc.at(URI.create("http://a.example/auth/realms/esante-wallet")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neither https nor of this machine");
    }

    private static void refused(String address) {
        assertThatThrownBy(() -> PscEndpoints.parse(withKeysAt(address)))
                .isInstanceOf(PscSyntaxException.class)
                .hasMessageStartingWith("discovery: jwks_uri is n");
    }

    private static String withKeysAt(String address) {
        return Samples.DISCOVERY.replace("https://a.example/c", address);
    }
}
