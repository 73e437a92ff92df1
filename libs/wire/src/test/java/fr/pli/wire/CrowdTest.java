package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class CrowdTest {

    private final Crowd<Network> crowd = new Crowd<>(2);

    @Test
    void who_comes_after_the_last_place_is_taken_stays_out_until_somebody_leaves() {
        assertThat(enters("192.0.2.1")).isTrue();
        assertThat(enters("192.0.2.1")).isTrue();
        assertThat(enters("192.0.2.1")).isFalse();
        assertThat(enters("192.0.2.1")).isFalse();
        crowd.leave(network("192.0.2.1"));
        assertThat(enters("192.0.2.1")).isTrue();
        assertThat(enters("192.0.2.1")).isFalse();
    }

    @Test
    void one_crowd_costs_the_others_nothing() {
        enters("192.0.2.1");
        enters("192.0.2.1");
        assertThat(enters("192.0.2.2")).isTrue();
    }

    @Test
    void addresses_that_one_customer_has_are_one_crowd() {
        enters("2001:db8:0:1::1");
        enters("2001:db8:0:1:ffff::2");
        assertThat(enters("2001:db8:0:1::3")).isFalse();
        assertThat(enters("2001:db8:0:2::1")).isTrue();
    }

    private boolean enters(String address) {
        return crowd.enter(network(address));
    }

    private static Network network(String address) {
        return Network.of(InetAddress.ofLiteral(address));
    }
}
