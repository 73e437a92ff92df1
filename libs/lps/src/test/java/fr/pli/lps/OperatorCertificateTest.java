package fr.pli.lps;

import static fr.pli.lps.Samples.MARIE;
import static fr.pli.lps.Samples.PAUL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.igc.CertificateOrder;
import fr.pli.igc.Credential;
import fr.pli.igc.TestIgc;
import fr.pli.mss.Requirement;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.CheckSettings;
import fr.pli.tls.RevocationMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom care software takes for its operator, over real TLS: from the first octet, and by STARTTLS. */
@ParameterizedClass
@ValueSource(booleans = {true, false})
class OperatorCertificateTest {

    private static final ComposedMessage LETTER = Samples.letter(PAUL);

    private static final TestIgc IGC = OperatorHouse.igc();

    @Parameter
    private boolean implicit;

    @TempDir
    private Path folder;

    @AfterEach
    void publish() {
        IGC.crl().on();
        IGC.ocsp().on();
    }

    @Test
    @Requirement("ECO.1.1.4")
    void server_of_igc_sante_is_the_operator() throws IOException {
        try (OperatorHouse house = open(good().issue(), Clock.systemUTC())) {
            assertAccepted(house);
        }
    }

    @Test
    @Requirement("ECO.1.1.5")
    void expired_server_is_refused() throws IOException {
        assertRefused(good().expired(), "EXPIRED");
    }

    @Test
    @Requirement("ECO.1.1.10")
    void server_of_another_authority_is_refused() throws IOException {
        assertRefused(good().fromStranger(), "OTHER_CA");
    }

    @Test
    @Requirement("ECO.1.1.10")
    void server_of_another_range_of_igc_sante_is_refused() throws IOException {
        assertRefused(good().fromOtherRange(), "OTHER_CA");
    }

    @Test
    @Requirement("ECO.1.1.10")
    void certificate_of_an_application_is_none_of_a_server() throws IOException {
        assertRefused(IGC.application(Samples.LABORATORY_ID).hostNames("localhost"), "WRONG_PROFILE");
    }

    @Test
    void server_of_another_name_is_refused() throws IOException {
        assertRefused(IGC.server("imap.pli.test"), "localhost");
    }

    @Test
    @Requirement("ECO.1.1.6")
    void server_that_a_crl_names_is_refused() throws IOException {
        IGC.ocsp().off();
        Credential server = good().issue();
        IGC.revoke(server.certificate());
        try (OperatorHouse house = open(server, Clock.systemUTC())) {
            assertRefused(house, "REVOKED");
        }
    }

    @Test
    @Requirement("ECO.1.1.6")
    void server_that_ocsp_says_is_revoked_is_refused() throws IOException {
        Credential server = good().issue();
        IGC.revoke(server.certificate());
        IGC.write(folder);
        CertificateCheck byOcsp = CertificateCheck.open(
                CheckSettings.ofAnchors(folder.resolve("bundle.pem"), folder.resolve("crl"))
                        .withOrder(List.of(RevocationMethod.OCSP)),
                Clock.systemUTC());
        try (OperatorHouse house = OperatorHouse.open(folder, implicit, server, byOcsp)) {
            assertRefused(house, "REVOKED");
        }
    }

    @Test
    @Requirement("ECO.1.1.6")
    void server_of_whom_neither_can_tell_is_refused() throws IOException {
        IGC.crl().off();
        IGC.ocsp().off();
        try (OperatorHouse house = open(good().issue(), Clock.systemUTC())) {
            assertRefused(house, "not known to be unrevoked");
        }
    }

    @Test
    @Requirement("ECO.1.1.7")
    void last_crl_serves_through_an_outage_and_a_restart_until_it_ends() throws IOException {
        Credential server = good().issue();
        try (OperatorHouse house = open(server, Clock.systemUTC())) {
            assertAccepted(house);
        }
        IGC.crl().off();
        IGC.ocsp().off();
        try (OperatorHouse house = open(server, Clock.systemUTC())) {
            assertAccepted(house);
        }
        try (OperatorHouse house = open(server, Clock.offset(Clock.systemUTC(), Duration.ofDays(8)))) {
            assertRefused(house, "not known to be unrevoked");
        }
    }

    private static CertificateOrder good() {
        return IGC.server("localhost");
    }

    private OperatorHouse open(Credential server, Clock clock) throws IOException {
        return OperatorHouse.open(folder, implicit, server, OperatorHouse.check(folder, clock));
    }

    private void assertRefused(CertificateOrder order, String why) throws IOException {
        try (OperatorHouse house = open(order.issue(), Clock.systemUTC())) {
            assertRefused(house, why);
        }
    }

    private static void assertAccepted(OperatorHouse house) throws IOException {
        house.person(PAUL, () -> "fresh").inbox().close();
        house.person(MARIE, () -> "fresh").send(LETTER);
        assertThat(house.authority.shown).containsExactly("fresh", "fresh");
    }

    /** Both for reading and for sending, before any token is shown. */
    private static void assertRefused(OperatorHouse house, String why) {
        assertThatThrownBy(() -> house.person(PAUL, () -> "fresh").inbox())
                .isInstanceOf(OperatorNotTrustedException.class)
                .hasMessageContaining(why);
        assertThatThrownBy(() -> house.person(MARIE, () -> "fresh").send(LETTER))
                .isInstanceOf(OperatorNotTrustedException.class)
                .hasMessageContaining(why);
        assertThat(house.authority.shown).isEmpty();
    }
}
