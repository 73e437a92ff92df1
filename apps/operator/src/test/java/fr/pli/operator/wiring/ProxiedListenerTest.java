package fr.pli.operator.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.wire.Connection;
import fr.pli.wire.Encryption;
import fr.pli.wire.Limits;
import fr.pli.wire.ListenerEvents;
import fr.pli.wire.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A listener behind a load balancer: who is meant is who the PROXY header says, from the ranges of the key and from nobody else. */
class ProxiedListenerTest {

    /** PROXY TCP4 192.0.2.7:4711 to 192.0.2.1:993, in version 2. */
    private static final byte[] HEADER = HexFormat.of()
            .parseHex("0d0a0d0a000d0a515549540a" + "2111000c" + "c0000207" + "c0000201" + "1267" + "03e1");

    @Test
    void the_client_is_who_the_header_of_a_listed_load_balancer_says() throws Exception {
        assertThat(heard(List.of("10.0.0.0/8", "127.0.0.0/8"), HEADER, 0)).isEqualTo("192.0.2.7\r\n");
    }

    @Test
    void a_listed_load_balancer_without_a_header_gets_nothing() throws Exception {
        assertThat(heard(List.of("127.0.0.1"), "a0001 NOOP 0123456789\r\n".getBytes(StandardCharsets.US_ASCII), 0))
                .isEmpty();
    }

    @Test
    void nobody_else_may_say_who_he_is() throws Exception {
        assertThat(heard(List.of("10.0.0.0/8"), HEADER, HEADER.length)).isEqualTo("127.0.0.1\r\n");
        assertThat(heard(List.of(), HEADER, HEADER.length)).isEqualTo("127.0.0.1\r\n");
    }

    /** What comes up to the end of a line; nothing where the connection is closed or reset before. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        try {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                line.append((char) octet);
                if (octet == '\n') {
                    break;
                }
            }
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        return line.toString();
    }

    /** @param ours octets that the protocol reads before it answers: closed with some unread, the answer could be lost */
    private static String heard(List<String> proxies, byte[] sent, int ours) throws IOException {
        Protocol peer = new Protocol() {
            @Override
            public void converse(Connection connection) throws IOException {
                connection.input().readNBytes(ours);
                connection.send(connection.peer().getAddress().getHostAddress());
            }

            @Override
            public String busy() {
                return "busy";
            }
        };
        Listeners.Opening opening = new Listeners.Opening(
                "persons.imap",
                "pli.api.persons.",
                "imap-port",
                "127.0.0.1",
                0,
                proxies,
                new Encryption.None(),
                Listeners.Clients.USERS,
                peer);
        Listeners listeners = new Listeners(List.of(opening), Limits.DEFAULTS, ListenerEvents.NONE);
        listeners.start();
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), listeners.ports().getOrDefault("persons.imap", -1))) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(sent);
            socket.shutdownOutput();
            return line(socket.getInputStream());
        } finally {
            listeners.stop();
        }
    }
}
