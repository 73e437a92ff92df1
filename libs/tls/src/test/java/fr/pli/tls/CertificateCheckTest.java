package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.igc.Credential;
import fr.pli.igc.KeyKind;
import fr.pli.igc.TestIgc;
import fr.pli.mss.IdNatStruct;
import fr.pli.mss.PublicSamples;
import fr.pli.mss.Requirement;
import fr.pli.tls.CertificateVerdict.Cause;
import fr.pli.tls.CertificateVerdict.Refused;
import fr.pli.tls.CertificateVerdict.Valid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a certificate is worth, revocation left aside ({@link RevocationTest}). */
class CertificateCheckTest {

    private static final String SIRET = "300000000099622";

    private static TestIgc igc;
    private static CertificateCheck check;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void open() throws IOException {
        igc = TestIgc.create();
        check = CertificateCheck.open(
                CheckSettings.ofAnchors(igc.write(folder).resolve("bundle.pem"), folder.resolve("crl")),
                Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        check.close();
        igc.close();
    }

    @Test
    @Requirement("SEED-15")
    void application_of_a_structure_is_known_by_its_ou() {
        Credential lab =
                igc.application(SIRET).organization("LABO A", "Guyane (973)").issue();

        PeerIdentity identity = ((Valid) check.check(lab.chain())).identity();
        assertThat(identity.structure()).isEqualTo(new IdNatStruct(SIRET));
        assertThat(identity.profile()).isEqualTo(CertificateProfile.ORG_AUTH_CLI);
        assertThat(identity.subject())
                .isEqualTo("CN=Authentification MSS,OU=300000000099622,O=LABO A,ST=Guyane (973),C=FR");
    }

    @Test
    void server_certificate_of_a_structure_serves_as_a_client_too() {
        Credential server = igc.server("mail.pli.test").issue();

        assertThat(check.check(server.chain())).isInstanceOf(Valid.class);
        assertThat(check.check(server.chain(), CertificateUse.SERVER)).isInstanceOf(Valid.class);
    }

    @Test
    void application_certificate_is_none_for_a_server() {
        Credential app = igc.application(SIRET).issue();

        assertThat(cause(check.check(app.chain(), CertificateUse.SERVER))).isEqualTo(Cause.WRONG_PROFILE);
    }

    @Test
    void leaf_without_its_chain_is_enough() {
        X509Certificate leaf = igc.application(SIRET).issue().certificate();

        assertThat(check.check(List.of(leaf))).isInstanceOf(Valid.class);
    }

    @Test
    void no_certificate_is_missing() {
        assertThat(cause(check.check(List.of()))).isEqualTo(Cause.MISSING);
    }

    @Test
    @Requirement("ECO.1.1.10")
    void certificate_of_another_authority_with_our_names_is_refused() {
        assertThat(cause(igc.application(SIRET).fromStranger().issue())).isEqualTo(Cause.OTHER_CA);
    }

    @Test
    void authority_itself_is_no_client() {
        assertThat(cause(check.check(List.of(igc.issuing())))).isEqualTo(Cause.OTHER_CA);
    }

    @Test
    @Requirement("ECO.1.1.5")
    void expired_certificate_is_refused() {
        assertThat(cause(igc.application(SIRET).expired().issue())).isEqualTo(Cause.EXPIRED);
    }

    @Test
    void certificate_that_is_not_yet_valid_is_refused() {
        Instant soon = Instant.now().plusSeconds(3600);

        assertThat(cause(igc.application(SIRET)
                        .valid(soon, soon.plusSeconds(3600))
                        .issue()))
                .isEqualTo(Cause.EXPIRED);
    }

    @Test
    void seal_is_no_client_certificate() {
        assertThat(cause(igc.seal(SIRET).issue())).isEqualTo(Cause.WRONG_PROFILE);
    }

    @Test
    void ou_that_is_missing_unreadable_or_ambiguous_is_refused() {
        assertThat(cause(igc.application(SIRET).organizationalUnits().issue())).isEqualTo(Cause.OU_UNREADABLE);
        assertThat(cause(igc.application("499700367909006").issue())).isEqualTo(Cause.OU_UNREADABLE);
        assertThat(cause(igc.application(SIRET)
                        .organizationalUnits(SIRET, "10B0078671")
                        .issue()))
                .isEqualTo(Cause.OU_UNREADABLE);
    }

    @Test
    void other_ou_beside_the_id_do_no_harm() {
        Credential app = igc.application(SIRET)
                .organizationalUnits("Laboratoire", "10B0078671")
                .issue();

        assertThat(((Valid) check.check(app.chain())).identity().structure().value())
                .isEqualTo("10B0078671");
    }

    @Test
    void policy_is_asked_for_where_configured() throws IOException {
        CheckSettings settings = CheckSettings.ofAnchors(igc.write(folder).resolve("bundle.pem"), folder.resolve("crl"))
                .withPolicies(Set.of("1.2.250.1.213.1.7.2.1.1.1.1"));
        try (CertificateCheck strict = CertificateCheck.open(settings, Clock.systemUTC())) {
            assertThat(strict.check(igc.server("localhost").issue().chain())).isInstanceOf(Valid.class);
            assertThat(cause(strict.check(igc.application(SIRET).issue().chain())))
                    .isEqualTo(Cause.WRONG_PROFILE);
        }
    }

    @Test
    void certificate_of_a_test_category_is_refused_outside_test_mode() throws IOException {
        try (TestIgc production = TestIgc.namedAsProduction(KeyKind.P_256);
                CertificateCheck strict = strict(production, "production")) {
            for (int category : new int[] {0x80, 0x82, 0x83}) {
                assertThat(cause(strict.check(app(production, category).chain())))
                        .as("category %02x", category)
                        .isEqualTo(Cause.TEST_CERTIFICATE);
            }
            for (int category : new int[] {0x00, 0x02, 0x03}) {
                assertThat(strict.check(app(production, category).chain()))
                        .as("category %02x", category)
                        .isInstanceOf(Valid.class);
            }
        }
    }

    @Test
    void server_of_a_test_category_is_refused_outside_test_mode() throws IOException {
        try (TestIgc production = TestIgc.namedAsProduction(KeyKind.P_256);
                CertificateCheck strict = strict(production, "server")) {
            assertThat(cause(strict.check(
                            production.server("mail.pli.test").issue().chain(), CertificateUse.SERVER)))
                    .isEqualTo(Cause.TEST_CERTIFICATE);
        }
    }

    @Test
    void certificate_under_the_test_policy_is_refused_outside_test_mode() throws IOException {
        try (TestIgc production = TestIgc.namedAsProduction(KeyKind.P_256);
                CertificateCheck strict = strict(production, "policy")) {
            assertThat(cause(strict.check(production
                            .server("mail.pli.test")
                            .category(0x03)
                            .issue()
                            .chain())))
                    .isEqualTo(Cause.TEST_CERTIFICATE);
        }
    }

    @Test
    void test_mode_takes_both() throws IOException {
        try (TestIgc production = TestIgc.namedAsProduction(KeyKind.P_256);
                CertificateCheck lenient = CertificateCheck.open(
                        CheckSettings.of(
                                        production.write(folder.resolve("both")).resolve("bundle.pem"), folder)
                                .withTestCertificates(true),
                        Clock.systemUTC())) {
            assertThat(lenient.check(app(production, 0x83).chain())).isInstanceOf(Valid.class);
            assertThat(lenient.check(app(production, 0x03).chain())).isInstanceOf(Valid.class);
        }
    }

    @Test
    void authorities_of_the_test_hierarchy_are_a_configuration_error_outside_test_mode() {
        assertThatThrownBy(() -> CertificateCheck.open(
                        CheckSettings.of(igc.write(folder).resolve("bundle.pem"), folder), Clock.systemUTC()))
                .isInstanceOf(TlsConfigurationException.class)
                .hasMessageStartingWith("pli.igc.anchors: ")
                .hasMessageContaining("is of the test hierarchy");
    }

    @Test
    void published_certificates_are_known_for_what_they_are() throws Exception {
        for (String name : List.of("test-ssl-serv-2017.pem", "test-org-sign-2021.pem")) {
            assertThat(TestEnvironment.issued(sample(name).getFirst())).as(name).isTrue();
        }
        assertThat(TestEnvironment.issued(sample("prod-ssl-serv-2019.pem").getFirst()))
                .isFalse();
        assertThat(sample("test-ca-bundle.pem")).allMatch(TestEnvironment::isAuthority);
    }

    private static List<X509Certificate> sample(String name) throws IOException, CertificateException {
        return ConfiguredFile.certificates(Files.readAllBytes(PublicSamples.path("igc/" + name)));
    }

    private static Credential app(TestIgc issuer, int category) {
        return issuer.application(SIRET).category(category).key(KeyKind.P_256).issue();
    }

    private static CertificateCheck strict(TestIgc issuer, String name) throws IOException {
        Path own = folder.resolve(name);
        return CertificateCheck.open(
                CheckSettings.of(issuer.write(own).resolve("bundle.pem"), own.resolve("crl")), Clock.systemUTC());
    }

    @Test
    void authorities_without_their_root_are_a_configuration_error() {
        assertThatThrownBy(() -> CertificateCheck.open(
                        CheckSettings.ofAnchors(igc.write(folder).resolve("issuing.pem"), folder), Clock.systemUTC()))
                .isInstanceOf(TlsConfigurationException.class)
                .hasMessageStartingWith("pli.igc.anchors: ")
                .hasMessageContaining("lacks the root of")
                .hasMessageContaining("accepted: ");
    }

    @Test
    void published_server_certificate_chains_to_the_published_authorities() throws Exception {
        CertificateVerdict verdict = published("test-ssl-serv-2017.pem", "2019-01-01T00:00:00Z");

        PeerIdentity identity = ((Valid) verdict).identity();
        assertThat(identity.structure()).isEqualTo(new IdNatStruct("318751275100020"));
        assertThat(identity.profile()).isEqualTo(CertificateProfile.SSL_SERV);
        assertThat(cause(published("test-ssl-serv-2017.pem", "2021-01-01T00:00:00Z")))
                .isEqualTo(Cause.EXPIRED);
    }

    @Test
    void published_production_certificate_does_not_chain_to_the_test_authorities() throws Exception {
        assertThat(cause(published("prod-ssl-serv-2019.pem", "2020-01-01T00:00:00Z")))
                .isEqualTo(Cause.OTHER_CA);
    }

    @Test
    void published_seal_is_no_client_certificate() throws Exception {
        assertThat(cause(published("test-org-sign-2021.pem", "2022-01-01T00:00:00Z")))
                .isEqualTo(Cause.WRONG_PROFILE);
    }

    private static CertificateVerdict published(String sample, String when) throws IOException, CertificateException {
        List<X509Certificate> chain =
                ConfiguredFile.certificates(Files.readAllBytes(PublicSamples.path("igc/" + sample)));
        CheckSettings settings = CheckSettings.ofAnchors(PublicSamples.path("igc/test-ca-bundle.pem"), folder)
                .withOrder(List.of());
        try (CertificateCheck theirs = CertificateCheck.open(settings, new MovableClock(Instant.parse(when)))) {
            return theirs.check(chain);
        }
    }

    private static Cause cause(Credential credential) {
        return cause(check.check(credential.chain()));
    }

    private static Cause cause(CertificateVerdict verdict) {
        return ((Refused) verdict).cause();
    }
}
