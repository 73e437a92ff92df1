package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.1.255.255",
        "192.0.2.128/25, 192.0.2.200",
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0/0, 203.0.113.9",
        "2001:db8::/33, 2001:db8:7fff::1",
        "10.1.2.3/16, 10.1.9.9"
    })
    void address_that_begins_with_the_same_bits_is_inside(String range, String address) {
        assertThat(AddressRange.parse(range).contains(InetAddress.ofLiteral(address)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, 10.2.0.0",
        "192.0.2.128/25, 192.0.2.127",
        "192.0.2.1, 192.0.2.2",
        "2001:db8::/33, 2001:db8:8000::1",
        "0.0.0.0/0, ::1",
        "::/0, 127.0.0.1"
    })
    void any_other_address_is_outside(String range, String address) {
        assertThat(AddressRange.parse(range).contains(InetAddress.ofLiteral(address)))
                .isFalse();
    }

    @Test
    void address_of_the_old_kind_in_the_form_of_the_new_one_is_of_the_old_kind() {
        assertThat(AddressRange.parse("10.0.0.0/8").contains(InetAddress.ofLiteral("::ffff:10.1.2.3")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "::/129", "10.0.0.0/", "/8", "localhost", "10.0.0.0/8/8"})
    void what_is_no_range_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.parse(text));
    }
}
