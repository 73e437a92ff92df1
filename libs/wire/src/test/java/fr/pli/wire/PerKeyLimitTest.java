package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class PerKeyLimitTest {

    private final PerKeyLimit<Network> limit = new PerKeyLimit<>(2);

    @Test
    void one_more_than_the_limit_is_refused_until_one_is_released() {
        assertThat(isTaken("192.0.2.1")).isTrue();
        assertThat(isTaken("192.0.2.1")).isTrue();
        assertThat(isTaken("192.0.2.1")).isFalse();
        assertThat(isTaken("192.0.2.1")).isFalse();
        limit.release(network("192.0.2.1"));
        assertThat(isTaken("192.0.2.1")).isTrue();
        assertThat(isTaken("192.0.2.1")).isFalse();
    }

    @Test
    void a_key_that_is_full_costs_the_others_nothing() {
        isTaken("192.0.2.1");
        isTaken("192.0.2.1");
        assertThat(isTaken("192.0.2.2")).isTrue();
    }

    @Test
    void addresses_that_one_customer_has_are_one_key() {
        isTaken("2001:db8:0:1::1");
        isTaken("2001:db8:0:1:ffff::2");
        assertThat(isTaken("2001:db8:0:1::3")).isFalse();
        assertThat(isTaken("2001:db8:0:2::1")).isTrue();
    }

    private boolean isTaken(String address) {
        return limit.tryAcquire(network(address));
    }

    private static Network network(String address) {
        return Network.of(InetAddress.ofLiteral(address));
    }
}
