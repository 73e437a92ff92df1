package fr.pli.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.exchange.Routes.Host;
import fr.pli.smtp.RelayException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Type;

class RoutesTest {

    private static MxServer dns;
    private static Routes routes;

    @BeforeAll
    static void open() throws IOException {
        dns = new MxServer()
                .mx("ch-b.mssante.fr", 20, "mx2.ch-b.test")
                .mx("ch-b.mssante.fr", 10, "mx1.ch-b.test")
                .mx("rien.mssante.fr", 0, ".")
                .a("mx1.ch-b.test", "127.0.0.9")
                .a("a.ch-c.test", "127.0.0.10")
                .fails("a.ch-c.test", Type.AAAA)
                .fails("rien.ch-c.test", Type.A)
                .fails("mx.ch-c.test", Type.MX);
        routes = Routes.of(Optional.of(dns.address()), 2525, Map.of("ferme.mssante.fr", new Host("127.0.0.7", 26)));
    }

    @AfterAll
    static void close() {
        dns.close();
    }

    @Test
    void servers_come_in_the_order_of_their_mx_records() throws Exception {
        assertThat(routes.of("CH-B.mssante.fr"))
                .containsExactly(new Host("mx1.ch-b.test", 2525), new Host("mx2.ch-b.test", 2525));
        assertThat(routes.addresses(new Host("mx1.ch-b.test", 2525))).containsExactly(at("127.0.0.9", 2525));
    }

    @Test
    void a_domain_without_mx_is_its_own_server() throws Exception {
        assertThat(routes.of("seul.mssante.fr")).containsExactly(new Host("seul.mssante.fr", 2525));
        assertThatThrownBy(() -> routes.addresses(new Host("seul.mssante.fr", 2525)))
                .isInstanceOf(RelayException.class);
    }

    @Test
    void a_domain_that_takes_no_mail_has_none() {
        assertThatThrownBy(() -> routes.of("rien.mssante.fr"))
                .isInstanceOf(RelayException.class)
                .hasMessageContaining("takes no mail");
    }

    @Test
    void an_address_of_one_kind_suffices_where_the_other_cannot_be_told() throws Exception {
        assertThat(routes.addresses(new Host("a.ch-c.test", 25))).containsExactly(at("127.0.0.10", 25));
    }

    @Test
    void what_cannot_be_told_at_all_is_no_answer() {
        assertThatThrownBy(() -> routes.addresses(new Host("rien.ch-c.test", 25)))
                .isInstanceOf(RelayException.class);
        assertThatThrownBy(() -> routes.of("mx.ch-c.test")).isInstanceOf(RelayException.class);
    }

    @Test
    void a_route_set_by_hand_asks_nobody() throws Exception {
        assertThat(routes.of("FERME.mssante.fr")).containsExactly(new Host("127.0.0.7", 26));
        assertThat(routes.addresses(new Host("127.0.0.7", 26))).containsExactly(at("127.0.0.7", 26));
    }

    @Test
    void a_name_server_that_is_out_is_no_answer() {
        Routes nobody = Routes.of(Optional.of(at("127.0.0.1", 9)), 25, Map.of());
        assertThatThrownBy(() -> nobody.of("ch-b.mssante.fr"))
                .isInstanceOfSatisfying(
                        RelayException.class, e -> assertThat(e.reason()).isEqualTo(RelayException.Reason.UNROUTABLE));
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }
}
