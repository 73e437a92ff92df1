package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalBrakeTest {

    private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.1");

    private final AtomicLong nanos = new AtomicLong();
    private final RefusalBrake brake = new RefusalBrake(3, Duration.ofSeconds(1), Duration.ofSeconds(2), nanos::get);

    @Test
    void first_refusals_are_free_then_each_waits_longer_up_to_a_limit() {
        assertThat(IntStream.range(0, 13).mapToObj(_ -> brake.refused(HERE).toMillis()))
                .containsExactly(0L, 0L, 0L, 250L, 500L, 750L, 1000L, 1250L, 1500L, 1750L, 2000L, 2000L, 2000L);
    }

    @Test
    void refusals_are_forgiven_one_after_the_other() {
        IntStream.range(0, 5).forEach(_ -> brake.refused(HERE));
        nanos.set(Duration.ofSeconds(4).toNanos());
        assertThat(brake.refused(HERE)).isZero();
    }

    @Test
    void another_address_pays_nothing() {
        IntStream.range(0, 9).forEach(_ -> brake.refused(HERE));
        assertThat(brake.refused(InetAddress.ofLiteral("192.0.2.2"))).isZero();
    }

    @Test
    void the_addresses_of_one_ipv6_network_pay_together() {
        IntStream.range(1, 5).forEach(i -> brake.refused(InetAddress.ofLiteral("2001:db8::" + i)));
        assertThat(brake.refused(InetAddress.ofLiteral("2001:db8::ffff"))).isPositive();
        assertThat(brake.refused(InetAddress.ofLiteral("2001:db8:0:1::1"))).isZero();
    }

    @Test
    void who_is_forgiven_makes_room_for_others_and_who_is_known_is_counted_though_all_are_full() throws Exception {
        IntStream.range(0, 10).forEach(_ -> brake.refused(HERE)); // forgiven last
        flood(1, 60_000);
        assertThat(brake.refused(HERE)).isPositive();
        IntStream.range(0, 10).forEach(_ -> brake.refused(InetAddress.ofLiteral("2001:db8:ffff::1")));
        assertThat(brake.refused(InetAddress.ofLiteral("2001:db8:ffff::1"))).isZero(); // no room
        nanos.set(Duration.ofSeconds(5).toNanos());
        brake.refused(InetAddress.ofLiteral("2001:db8:ffff:1::1")); // sweeps
        assertThat(brake.addresses()).isLessThan(10);
        assertThat(brake.refused(HERE)).isPositive();
    }

    private void flood(int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            brake.refused(InetAddress.ofLiteral(
                    "2001:db8:" + Integer.toHexString(i >> 8) + ":" + Integer.toHexString(i & 255) + "::1"));
        }
    }

    @Test
    void a_flood_of_addresses_takes_no_more_memory() throws Exception {
        for (int i = 0; i < 200_000; i++) {
            brake.refused(InetAddress.ofLiteral(
                    "2001:db8:" + Integer.toHexString(i >> 8) + ":" + Integer.toHexString(i & 255) + "::1"));
        }
        assertThat(brake.addresses()).isLessThanOrEqualTo(50_000);
    }
}
