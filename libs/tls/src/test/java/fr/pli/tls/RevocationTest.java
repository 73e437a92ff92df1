package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.igc.Credential;
import fr.pli.igc.KeyKind;
import fr.pli.igc.TestIgc;
import fr.pli.mss.Requirement;
import fr.pli.tls.CertificateVerdict.Cause;
import fr.pli.tls.CertificateVerdict.Refused;
import fr.pli.tls.CertificateVerdict.Unknown;
import fr.pli.tls.CertificateVerdict.Valid;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The policy of igc-sante.md section 6, with outages. */
class RevocationTest {

    private final MovableClock clock = new MovableClock(Instant.now());

    @TempDir
    private Path folder;

    private TestIgc igc;
    private Credential app;
    private CertificateCheck check;

    @BeforeEach
    void open() throws IOException {
        igc = TestIgc.create(KeyKind.P_256);
        app = application();
        check = CertificateCheck.open(settings(), clock);
    }

    @AfterEach
    void close() {
        check.close();
        igc.close();
    }

    @Test
    @Requirement("ECO.1.1.6")
    void certificate_in_the_crl_is_refused() {
        igc.ocsp().off();
        assertThat(check.check(app.chain())).isInstanceOf(Valid.class);

        igc.revoke(app.certificate());
        check.refresh();

        assertThat(cause()).isEqualTo(Cause.REVOKED);
    }

    @Test
    @Requirement("ECO.1.1.6")
    void ocsp_tells_where_no_crl_can_be_had() {
        igc.crl().off();
        igc.revoke(app.certificate());

        assertThat(cause()).isEqualTo(Cause.REVOKED);
        assertThat(check.check(application().chain())).isInstanceOf(Valid.class);
    }

    @Test
    void revoked_authority_refuses_all_that_it_signed() {
        assertThat(check.check(app.chain())).isInstanceOf(Valid.class);

        igc.revoke(igc.issuing());
        check.refresh();

        assertThat(((Refused) check.check(app.chain())).detail()).startsWith("its authority");
    }

    @Test
    void neither_crl_nor_ocsp_is_a_temporary_refusal() {
        igc.crl().off();
        igc.ocsp().off();

        assertThat(check.check(app.chain())).isInstanceOf(Unknown.class);
    }

    @Test
    void soft_failure_lets_in_who_cannot_be_looked_up() throws IOException {
        igc.crl().off();
        igc.ocsp().off();
        try (CertificateCheck soft = CertificateCheck.open(settings().withHardFail(false), clock)) {
            assertThat(soft.check(app.chain())).isInstanceOf(Valid.class);
        }
    }

    @Test
    @Requirement("ECO.1.1.7")
    void last_crl_is_kept_over_an_outage_until_it_expires() {
        assertThat(check.check(app.chain())).isInstanceOf(Valid.class);
        igc.crl().off();
        igc.ocsp().off();

        clock.forward(Duration.ofDays(6));
        assertThat(check.check(app.chain())).isInstanceOf(Valid.class);
        clock.forward(Duration.ofDays(2));
        assertThat(check.check(app.chain())).isInstanceOf(Unknown.class);
    }

    @Test
    @Requirement("ECO.1.1.7")
    void last_crl_is_kept_over_a_restart() throws IOException {
        assertThat(check.check(app.chain())).isInstanceOf(Valid.class);
        igc.crl().off();
        igc.ocsp().off();

        try (CertificateCheck next = CertificateCheck.open(settings(), clock)) {
            assertThat(next.check(app.chain())).isInstanceOf(Valid.class);
        }
    }

    @Test
    void login_costs_no_network_while_the_crl_is_current() {
        check.check(app.chain());
        int before = igc.crl().hits();

        for (int i = 0; i < 50; i++) {
            assertThat(check.check(app.chain())).isInstanceOf(Valid.class);
        }

        assertThat(igc.crl().hits()).isEqualTo(before);
        assertThat(igc.ocsp().hits()).isZero();
    }

    @Test
    void fifty_logins_at_once_ask_once() throws Exception {
        igc.crl().off();
        igc.ocsp().slow(Duration.ofMillis(300));

        List<Callable<CertificateVerdict>> logins = Collections.nCopies(50, () -> check.check(app.chain()));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<CertificateVerdict> login : threads.invokeAll(logins)) {
                assertThat(login.get()).isInstanceOf(Valid.class);
            }
        }

        assertThat(igc.ocsp().hits()).isEqualTo(1);
    }

    @Test
    void crl_that_a_stranger_signed_under_our_name_is_not_taken() throws Exception {
        try (TestIgc stranger = TestIgc.create(KeyKind.P_256);
                HttpCall network = HttpCall.to(Duration.ofSeconds(2))) {
            igc.crl().lie(network.get(URI.create(stranger.crlUrl()), 100_000, Duration.ofSeconds(2)));
            igc.ocsp().off();

            assertThat(((Unknown) check.check(app.chain())).detail()).contains("its signature is not that of");
        }
    }

    @Test
    void older_crl_does_not_replace_a_newer_one() throws Exception {
        try (HttpCall network = HttpCall.to(Duration.ofSeconds(2))) {
            byte[] old = network.get(URI.create(igc.crlUrl()), 100_000, Duration.ofSeconds(2));
            check.check(app.chain());
            igc.revoke(app.certificate());
            check.refresh();
            assertThat(cause()).isEqualTo(Cause.REVOKED);

            igc.crl().lie(old);
            check.refresh();

            assertThat(cause()).isEqualTo(Cause.REVOKED);
        }
    }

    @Test
    void crl_that_is_due_is_fetched_in_the_background() {
        check.check(app.chain());
        int before = igc.crl().hits();

        clock.forward(Duration.ofHours(25));

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> igc.crl().hits() > before);
    }

    @Test
    void clock_that_ran_ahead_and_was_set_right_delays_no_fetch() throws Exception {
        CheckSettings settings = settings();
        try (HttpCall network = HttpCall.to(Duration.ofSeconds(2))) {
            WatchedCrl crl = new WatchedCrl(igc.issuing(), settings, network, clock);
            crl.learn(CertificateUrls.crl(app.certificate()));
            clock.forward(Duration.ofDays(365));
            crl.fetch();
            assertThat(crl.current()).isEmpty();

            clock.forward(Duration.ofDays(-365));

            assertThat(crl.isDue()).isTrue();
            crl.fetch();
            assertThat(crl.current()).isPresent();
            assertThat(crl.isDue()).isFalse();
        }
    }

    @Test
    void clock_that_is_set_back_remembers_no_answer_for_longer() {
        igc.crl().off();
        assertThat(check.check(app.chain())).isInstanceOf(Valid.class);
        igc.revoke(app.certificate());

        clock.forward(Duration.ofMinutes(-1));

        assertThat(cause()).isEqualTo(Cause.REVOKED);
    }

    @Test
    void open_session_is_judged_again_from_memory() {
        igc.ocsp().off();
        assertThat(check.check(app.chain())).isInstanceOf(Valid.class);
        igc.crl().off();
        int before = igc.crl().hits();
        assertThat(check.now(app.chain())).isInstanceOf(Valid.class);

        igc.crl().on();
        igc.revoke(app.certificate());
        check.refresh();
        int asked = igc.crl().hits();

        assertThat(((Refused) check.now(app.chain())).cause()).isEqualTo(Cause.REVOKED);
        assertThat(before).isLessThan(asked);
        assertThat(igc.crl().hits()).as("memory alone").isEqualTo(asked);
    }

    @Test
    void open_session_ends_with_its_certificate() {
        assertThat(check.check(app.chain())).isInstanceOf(Valid.class);
        clock.forward(Duration.ofDays(4 * 365));
        assertThat(((Refused) check.now(app.chain())).cause()).isEqualTo(Cause.EXPIRED);
    }

    @Test
    void open_session_waits_for_no_network() throws IOException {
        igc.crl().off();
        igc.ocsp().slow(Duration.ofSeconds(1));
        CheckSettings ocsp = settings().withOrder(List.of(RevocationMethod.OCSP));
        try (CertificateCheck online = CertificateCheck.open(ocsp, clock)) {
            assertThat(((Unknown) online.now(app.chain())).detail()).contains("being asked");

            Awaitility.await().until(() -> online.now(app.chain()) instanceof Valid);
            assertThat(igc.ocsp().hits()).isEqualTo(1);

            igc.revoke(app.certificate());
            igc.ocsp().slow(Duration.ZERO);
            clock.forward(Duration.ofMinutes(6));
            Awaitility.await().until(() -> online.now(app.chain()) instanceof Refused);
        }
    }

    @Test
    void open_session_of_which_nothing_is_known_is_neither_good_nor_bad() throws IOException {
        igc.crl().off();
        igc.ocsp().off();
        assertThat(check.now(app.chain())).isInstanceOf(Unknown.class);
        try (CertificateCheck soft = CertificateCheck.open(settings().withHardFail(false), clock)) {
            assertThat(soft.now(app.chain())).isInstanceOf(Valid.class);
        }
        try (CertificateCheck none = CertificateCheck.open(settings().withOrder(List.of()), clock)) {
            assertThat(none.now(app.chain())).isInstanceOf(Valid.class);
        }
    }

    @Test
    void state_of_the_crls_is_told() throws IOException {
        igc.crl().off();
        CheckSettings empty =
                CheckSettings.ofAnchors(igc.write(folder).resolve("bundle.pem"), folder.resolve("no-crl-yet"));
        try (CertificateCheck late = CertificateCheck.open(empty, clock)) {
            late.refresh();

            assertThat(late.crls()).hasSize(2).allSatisfy(crl -> {
                assertThat(crl.isCurrent()).isFalse();
                assertThat(crl.failure()).isNotEmpty();
            });
        }
    }

    private Credential application() {
        return igc.application("300000000099622").key(KeyKind.P_256).issue();
    }

    private CheckSettings settings() throws IOException {
        return CheckSettings.ofAnchors(igc.write(folder).resolve("bundle.pem"), folder.resolve("crl"));
    }

    private Cause cause() {
        return ((Refused) check.check(app.chain())).cause();
    }
}
