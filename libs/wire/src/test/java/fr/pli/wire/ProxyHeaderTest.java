package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {

    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final String TCP4 = SIGNATURE + "2111000c" + "c0000207" + "0a000001" + "d903" + "008f";

    @Test
    void an_ipv4_client_is_seen_behind_its_proxy() throws Exception {
        assertThat(said(TCP4)).isEqualTo("192.0.2.7:55555\r\n");
    }

    @Test
    void an_ipv6_client_is_seen_behind_its_proxy() throws Exception {
        String addresses = "20010db8000000000000000000000001" + "20010db8000000000000000000000002";
        assertThat(said(SIGNATURE + "21210024" + addresses + "d903" + "008f"))
                .isEqualTo("2001:db8:0:0:0:0:0:1:55555\r\n");
    }

    @Test
    void what_is_said_beside_the_addresses_is_passed_over() throws Exception {
        String tlv = "040005" + "6162636465";
        assertThat(said(TCP4.replace("2111000c", "21110014") + tlv)).isEqualTo("192.0.2.7:55555\r\n");
    }

    @Test
    void what_the_client_says_may_come_with_the_header() throws Exception {
        Loopback.Conversation mirror = connection -> connection.output().write(connection.readLine(1000));
        try (Loopback server = Loopback.behind("127.0.0.1", Loopback.QUICK, mirror)) {
            assertThat(server.say(octets(TCP4) + "x".repeat(500) + "\r\n")).isEqualTo("x".repeat(500));
        }
    }

    @Test
    void the_hello_of_tls_may_come_with_the_header() throws Exception {
        Encryption implicit = new Encryption.Implicit(TestTls.server());
        try (Loopback server = Loopback.behind("127.0.0.1", implicit, Loopback.QUICK, ProxyHeaderTest::peer);
                Socket client = new PrefixedSocket(server.listener.address(), octets(TCP4))) {
            Socket tls = TestTls.client()
                    .getSocketFactory()
                    .createSocket(client, "localhost", server.listener.address().getPort(), true);
            assertThat(Loopback.rest(tls)).isEqualTo("192.0.2.7:55555\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"20000000", "21000000", "20110004aabbccdd"})
    void a_proxy_that_speaks_for_itself_is_the_client(String header) throws Exception {
        assertThat(said(SIGNATURE + header)).startsWith("127.0.0.1:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "45484c4f2074686572650d0a0d0a0d0a0d0a", // EHLO there
                "50524f58592054435034203132372e302e30", // version 1
                SIGNATURE + "1111000c" + "c0000207" + "0a000001" + "d903" + "008f",
                SIGNATURE + "2211000c" + "c0000207" + "0a000001" + "d903" + "008f",
                SIGNATURE + "2112000c" + "c0000207" + "0a000001" + "d903" + "008f",
                SIGNATURE + "2111000b" + "c0000207" + "0a000001" + "d903" + "00",
                SIGNATURE + "2111ffff" + "c0000207",
            })
    void anything_else_from_a_proxy_is_closed_without_an_answer(String octets) throws Exception {
        try (RecordedLog log = RecordedLog.open()) {
            assertThatThrownBy(() -> assertThat(said(octets)).isNotEmpty()).isNotNull(); // closed or reset
            await().until(() -> log.lines().stream().anyMatch(line -> line.startsWith("WARN refused listener=test")));
        }
    }

    @Test
    void a_header_from_anybody_else_is_not_believed() throws Exception {
        try (Loopback server = Loopback.behind("192.0.2.0/24", Loopback.QUICK, ProxyHeaderTest::mirror)) {
            assertThat(server.say(octets(TCP4))).isEqualTo("line\r\n");
        }
    }

    @Test
    void clients_behind_one_proxy_are_counted_each_by_its_own_address() throws Exception {
        Loopback.Conversation wait = connection -> connection.readLine(100);
        String other = TCP4.replace("c0000207", "c0000208");
        try (Loopback server = Loopback.behind("127.0.0.1", Loopback.QUICK.withConnections(10, 1), wait);
                Socket first = server.connect();
                Socket second = server.connect()) {
            Loopback.say(first, octets(TCP4));
            Loopback.say(second, octets(other));
            await().until(() -> server.listener.connections() == 2);
            await().untilAsserted(() -> assertThat(server.say(octets(other))).isEqualTo("* BYE busy\r\n"));
        }
    }

    @Test
    void a_range_holds_the_addresses_of_its_prefix() throws Exception {
        AddressRange range = AddressRange.parse("10.1.128.0/17");
        assertThat(List.of("10.1.128.0", "10.1.255.255")).allMatch(text -> range.contains(InetAddress.ofLiteral(text)));
        assertThat(List.of("10.1.127.255", "10.2.128.0", "::1"))
                .noneMatch(text -> range.contains(InetAddress.ofLiteral(text)));
        assertThat(AddressRange.parse("2001:db8::1").contains(InetAddress.ofLiteral("2001:db8::1")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "localhost", "10.0.0.0/x", ""})
    void what_is_no_range_is_refused(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String said(String hex) throws Exception {
        try (Loopback server = Loopback.behind("127.0.0.0/8", Loopback.QUICK, ProxyHeaderTest::peer)) {
            return server.say(octets(hex));
        }
    }

    private static void peer(Connection connection) throws IOException {
        InetSocketAddress peer = connection.peer();
        connection.send(peer.getAddress().getHostAddress() + ":" + peer.getPort());
    }

    private static void mirror(Connection connection) throws IOException {
        connection.send(connection.readLine(100).length == 0 ? "line" : "?");
    }

    private static String octets(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }

    /** Sends octets of its own in one segment with the first ones that it is given. */
    private static final class PrefixedSocket extends Socket {
        private final AtomicReference<String> prefix;

        PrefixedSocket(InetSocketAddress address, String prefix) throws IOException {
            this.prefix = new AtomicReference<>(prefix);
            connect(address);
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] octets, int offset, int length) throws IOException {
                    ByteArrayOutputStream all = new ByteArrayOutputStream();
                    all.writeBytes(prefix.getAndSet("").getBytes(StandardCharsets.ISO_8859_1));
                    all.write(octets, offset, length);
                    out.write(all.toByteArray());
                }
            };
        }
    }
}
