package fr.pli.operator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.existing.ExistingImap;
import fr.pli.mss.MssAddress;
import fr.pli.operator.House;
import fr.pli.operator.People;
import fr.pli.registry.Audit;
import fr.pli.registry.Connections;
import fr.pli.registry.Registry;
import fr.pli.wire.Reason;
import fr.pli.wire.SaslPeer;
import fr.pli.wire.SaslStep;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is decided about a password before the existing system is asked, which is not there: an empty one is wrong for all. */
class LegacyPasswordsTest {

    private static final House HOUSE = House.only();
    private static final ExistingImap NEVER_ASKED = new ExistingImap(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 9),
            (SSLSocketFactory) SSLSocketFactory.getDefault(),
            "pli",
            () -> "",
            Duration.ofSeconds(1));

    @ParameterizedTest
    @CsvSource({
        "personne, BAL_UNKNOWN",
        "suspendu, BAL_SUSPENDED",
        "marie.martin, PASSWORD_WRONG",
    })
    void the_registry_is_asked_first(String bal, Reason reason) {
        assertThat(open(LocalDate.MAX, People.bal(bal))).isEqualTo(new SaslStep.Refused(reason));
    }

    @Test
    void after_the_last_day_nobody_is_asked() {
        assertThat(open(LocalDate.of(2020, 12, 31), People.bal("marie.martin")))
                .isEqualTo(new SaslStep.Refused(Reason.LEGACY_CLOSED));
        assertThat(open(LocalDate.MAX, MssAddress.parse("x@autre.mssante.fr")))
                .isEqualTo(new SaslStep.Refused(Reason.LEGACY_CLOSED));
    }

    @Test
    void guesses_without_end_are_put_off_and_the_audit_says_so() throws Exception {
        MssAddress bal = People.bal("cabinet.martin");
        LegacyPasswords passwords = passwords(LocalDate.MAX);
        for (int i = 0; i < 20; i++) {
            assertThat(passwords.password("", bal, peer("192.0.2.76")))
                    .isEqualTo(new SaslStep.Refused(Reason.PASSWORD_WRONG));
        }
        assertThat(passwords.password("", bal, peer("192.0.2.77")))
                .isEqualTo(new SaslStep.Unavailable(Reason.PASSWORD_GUESSED));
        assertThat(HOUSE.ask("SELECT count(*) FROM audit WHERE action = 'login-refused' AND bal = '" + bal
                        + "' AND reason = 'password-guessed from 192.0.2.77'"))
                .containsExactly("1");
    }

    private static SaslStep.Outcome open(LocalDate last, MssAddress bal) {
        return passwords(last).password("", bal, peer("192.0.2.77"));
    }

    private static LegacyPasswords passwords(LocalDate last) {
        return new LegacyPasswords(
                HOUSE.bean(Registry.class),
                NEVER_ASKED,
                Map.of("ch-a.mssante.fr", last),
                HOUSE.bean(Connections.class),
                InstantSource.system(),
                HOUSE.bean(OpenGrants.class),
                new RefusedLogins(HOUSE.bean(Audit.class), InstantSource.system(), Runnable::run));
    }

    private static SaslPeer peer(String address) {
        return new SaslPeer("s", new InetSocketAddress(InetAddress.ofLiteral(address), 1), List.of());
    }
}
