package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.igc.Credential;
import fr.pli.igc.KeyKind;
import fr.pli.igc.TestIgc;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Requirement;
import fr.pli.psc.TokenValidator;
import fr.pli.psc.TokenVerdict;
import fr.pli.store.Actor;
import fr.pli.store.Connections;
import fr.pli.store.Registry;
import fr.pli.store.Right;
import fr.pli.store.Rights;
import fr.pli.store.StructureAliases;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.CheckSettings;
import fr.pli.wire.Identity;
import fr.pli.wire.Reason;
import fr.pli.wire.SaslPeer;
import fr.pli.wire.SaslStep;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may open which BAL, with the registry of the {@link House} and a PSC that says what a test wants. */
class BalAuthorityTest {

    private static final House HOUSE = House.only();
    private static final Actor TEST = new Actor("test", "authority");
    private static final TokenValidator NEVER = token -> {
        throw new AssertionError("PSC was asked");
    };

    @ParameterizedTest
    @CsvSource({
        "marie.martin, 899700000017",
        "MARIE.Martin, 899700000017",
        "cabinet.martin, 899700000017",
        "cabinet.martin, 899700000033",
        "cardiologie, 899700000033",
        "cardiologie, 899700000041",
    })
    @Requirement("MSS 7.x")
    void the_holder_and_those_with_a_right_to_read_open_a_bal(String bal, String person) {
        assertThat(open(bal, person))
                .isEqualTo(new SaslStep.Granted(new Identity.Professional(new IdNatPs(person)), People.bal(bal)));
    }

    @ParameterizedTest
    @CsvSource({
        "marie.martin, 899700000025",
        "cabinet.martin, 899700000041",
        "cardiologie, 899700000017",
    })
    @Requirement("SEED-49")
    void nobody_else_does(String bal, String person) {
        assertThat(open(bal, person)).isEqualTo(new SaslStep.Refused(Reason.PERSON_WITHOUT_RIGHT));
    }

    @Test
    void a_right_to_send_or_to_manage_is_none_to_read() throws Exception {
        Rights rights = HOUSE.bean(Rights.class);
        rights.set(People.bal("cardiologie"), People.JEANNE, Set.of(Right.SEND, Right.MANAGE), TEST);
        assertThat(open("cardiologie", People.JEANNE.value()))
                .isEqualTo(new SaslStep.Refused(Reason.PERSON_WITHOUT_RIGHT));
        rights.set(People.bal("cardiologie"), People.JEANNE, Set.of(), TEST);
    }

    @ParameterizedTest
    @CsvSource({
        "personne, BAL_UNKNOWN",
        "suspendu, BAL_SUSPENDED",
        "resultats, BAL_NOT_FOR_PERSONS",
    })
    @Requirement("SEED-12")
    void what_the_registry_knows_comes_before_psc(String bal, Reason reason) {
        assertThat(authority(NEVER).token("token", People.bal(bal), peer())).isEqualTo(new SaslStep.Refused(reason));
    }

    @ParameterizedTest
    @EnumSource
    void what_psc_says_against_a_token_is_the_reason(TokenVerdict.Cause cause) {
        assertThat(authority(token -> new TokenVerdict.Rejected(cause))
                        .token("token", People.bal("marie.martin"), peer()))
                .isEqualTo(new SaslStep.Refused(Reason.valueOf("TOKEN_" + cause)));
    }

    @Test
    void a_psc_that_does_not_answer_refuses_nobody() {
        assertThat(authority(token -> new TokenVerdict.Unreachable("test"))
                        .token("token", People.bal("marie.martin"), peer()))
                .isEqualTo(new SaslStep.Unavailable(Reason.PSC_UNREACHABLE));
    }

    @ParameterizedTest
    @CsvSource({"resultats", "RESULTATS", "archives"})
    @Requirement("MSS 10.x")
    void a_certificate_opens_each_bal_app_of_its_structure(String bal) {
        SaslStep.Outcome outcome = authority(NEVER).certificate(People.bal(bal), peer(application(People.LABORATORY)));
        assertThat(outcome).isInstanceOfSatisfying(SaslStep.Granted.class, granted -> {
            assertThat(granted.mailbox()).isEqualTo(People.bal(bal));
            assertThat(granted.who().shown()).isEqualTo(People.LABORATORY.value());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "personne, BAL_UNKNOWN",
        "marie.martin, BAL_NOT_FOR_APPLICATIONS",
        "cardiologie, BAL_NOT_FOR_APPLICATIONS",
    })
    void a_certificate_opens_no_bal_of_another_kind(String bal, Reason reason) {
        assertThat(authority(NEVER).certificate(People.bal(bal), peer(application(People.LABORATORY))))
                .isEqualTo(new SaslStep.Refused(reason));
    }

    @Test
    @Requirement("SEED-15")
    void an_alias_of_the_structure_is_the_structure() throws Exception {
        IdNatStruct site = new IdNatStruct("300000000099622");
        X509Certificate certificate = application(site);
        MssAddress results = People.bal("resultats");
        assertThat(authority(NEVER).certificate(results, peer(certificate)))
                .isEqualTo(new SaslStep.Refused(Reason.STRUCTURE_DOES_NOT_OWN_BAL));
        StructureAliases aliases = HOUSE.bean(StructureAliases.class);
        aliases.add(new StructureAliases.Alias(site, People.LABORATORY), TEST);
        assertThat(authority(NEVER).certificate(results, peer(certificate))).isInstanceOf(SaslStep.Granted.class);
        aliases.remove(site, TEST);
    }

    @Test
    void a_certificate_for_tests_opens_nothing_outside_test_mode(@TempDir Path folder) throws Exception {
        try (TestIgc production = TestIgc.namedAsProduction(KeyKind.P_256);
                CertificateCheck strict = CertificateCheck.open(
                        CheckSettings.of(production.write(folder).resolve("bundle.pem"), folder.resolve("crl")),
                        Clock.systemUTC())) {
            assertThat(by(strict, production, 0x83)).isEqualTo(new SaslStep.Refused(Reason.CERTIFICATE_TEST));
            assertThat(by(strict, production, 0x03)).isInstanceOf(SaslStep.Granted.class);
        }
    }

    private static SaslStep.Outcome by(CertificateCheck check, TestIgc issuer, int category) {
        Credential shown =
                issuer.application(People.LABORATORY.value()).category(category).issue();
        return new BalAuthority(
                        HOUSE.bean(Registry.class), NEVER, check, HOUSE.bean(Connections.class), Set.of(Right.READ))
                .certificate(People.bal("resultats"), peer(shown.certificate()));
    }

    private static SaslStep.Outcome open(String bal, String person) {
        Instant soon = Instant.now().plusSeconds(60);
        return authority(token -> new TokenVerdict.Active(new IdNatPs(person), soon))
                .token("token", People.bal(bal), peer());
    }

    private static BalAuthority authority(TokenValidator psc) {
        return new BalAuthority(
                HOUSE.bean(Registry.class),
                psc,
                HOUSE.bean(CertificateCheck.class),
                HOUSE.bean(Connections.class),
                Set.of(Right.READ));
    }

    private static X509Certificate application(IdNatStruct structure) {
        Credential credential = HOUSE.igc().application(structure.value()).issue();
        return credential.certificate();
    }

    private static SaslPeer peer(X509Certificate... chain) {
        return new SaslPeer("test", new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), List.of(chain));
    }
}
