package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TlsSettingsTest {

    private final TlsSettings settings = TlsSettings.of("api.tls", new KeySource.Pem(Path.of("a"), Path.of("b")));

    @Test
    @Requirement("ECO.1.1.3")
    void default_suites_are_those_of_the_list_in_its_order() {
        assertThat(settings.suites12())
                .extracting(CipherSuite::hex)
                .containsExactly("C030", "C02F", "009F", "009E", "C028", "C027");
    }

    @Test
    void suites_go_by_code_or_name() {
        assertThat(settings.withCiphers12(List.of("c02f", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"))
                        .suites12())
                .extracting(CipherSuite::hex)
                .containsExactly("C02F", "C030");
    }

    @Test
    void what_is_not_known_is_named_with_its_key() {
        assertRefused(
                () -> settings.withCiphers12(List.of("C030", "C014")), "api.tls.ciphers12: \"C014\" is not known");
        assertRefused(() -> settings.withCiphers13(List.of("C030")), "api.tls.ciphers13: \"C030\" is not known");
        assertRefused(() -> settings.withProtocols(List.of("TLSv1.1")), "api.tls.protocols: \"TLSv1.1\" is not known");
        assertRefused(() -> settings.withGroups(List.of()), "api.tls.groups: is empty");
        assertRefused(() -> TicketKeys.of("api.tls.tickets", "c2hvcnQ="), "api.tls.tickets: has 5 octets");
        assertRefused(() -> RefreshSchedule.parse("crl.refresh", "daily"), "crl.refresh: \"daily\" is no time");
        assertRefused(() -> RefreshSchedule.parse("crl.refresh", "PT0.1S"), "crl.refresh: \"PT0.1S\" is too short");
    }

    @Test
    void daily_refresh_is_after_seven_in_paris() {
        RefreshSchedule daily = RefreshSchedule.parse("crl.refresh", "07:00");

        assertThat(daily.next(Instant.parse("2026-07-01T04:59:00Z"))).isEqualTo("2026-07-01T05:00:00Z");
        assertThat(daily.next(Instant.parse("2026-07-01T05:00:00Z"))).isEqualTo("2026-07-02T05:00:00Z");
        assertThat(daily.next(Instant.parse("2026-10-24T12:00:00Z"))).isEqualTo("2026-10-25T06:00:00Z");
    }

    @Test
    void periodic_refresh_is_after_the_period() {
        Instant last = Instant.parse("2026-07-01T04:59:00Z");

        assertThat(RefreshSchedule.parse("crl.refresh", "PT10M").next(last))
                .isEqualTo(last.plus(Duration.ofMinutes(10)));
    }

    private static void assertRefused(ThrowingCallable setting, String message) {
        assertThatThrownBy(setting)
                .isInstanceOf(TlsConfigurationException.class)
                .hasMessageStartingWith(message)
                .hasMessageContaining("; accepted: ");
    }
}
