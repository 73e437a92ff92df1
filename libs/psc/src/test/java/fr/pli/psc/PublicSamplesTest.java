package fr.pli.psc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.PublicSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What PSC really wrote, in 2021 to 2023. */
class PublicSamplesTest {

    @Test
    void token_with_acr_twice_has_the_last_one() throws Exception {
        String header = sample("access-token-header.json");
        String claims = sample("access-token-claims-duplicate-acr.json");
        SignedToken token = SignedToken.parse(TestTokens.base64(header) + "." + TestTokens.base64(claims) + ".AAAA");
        assertThat(token.algorithm()).isEqualTo("RS256");
        assertThat(token.keyId()).isEqualTo("ch3KfAj9va_kTglFcMmMiPUvZJCrSit5vrxe_eX3mjM");
        assertThat(token.claims().level()).isEqualTo("eidas3");
        assertThat(token.claims().client()).isEqualTo("ans-poc-bas-psc");
        assertThat(token.claims().audience()).isEmpty();
        assertThat(token.claims().expires()).isEqualTo(Instant.ofEpochSecond(1628251084));
        assertThat(token.claims().person()).contains(new IdNatPs("899700218896"));
    }

    @Test
    void introspection_without_subject_name_id_names_the_person_all_the_same() throws Exception {
        for (String person : new String[] {"899700218896", "899700366240"}) {
            assertThat(Introspection.read(sample("introspection-active-" + person + ".json")))
                    .hasValueSatisfying(claims -> assertThat(claims.person()).contains(new IdNatPs(person)));
        }
        assertThat(Introspection.read(sample("introspection-inactive.json"))).isEmpty();
    }

    @Test
    void userinfo_may_lack_nearly_everything() throws Exception {
        UserInfo info = UserInfo.parse(sample("userinfo-899700218896-minimal.json"));
        assertThat(info.person()).contains(new IdNatPs("899700218896"));
        assertThat(info.roles()).containsExactly("10^1.2.250.1.213.1.1.5.5");
        assertThat(info.activities()).isEmpty();
    }

    @Test
    void userinfo_may_have_several_activities() throws Exception {
        UserInfo info = UserInfo.parse(sample("userinfo-ANS20210107161422-full.json"));
        assertThat(info.person()).contains(new IdNatPs("ANS20210107161422"));
        assertThat(info.organization()).isEqualTo("CAB MED BIS TOUBIB0023550");
        assertThat(info.organizationId()).isEmpty();
        assertThat(info.activities())
                .extracting(Activity::organization)
                .contains("CAB MED BIS TOUBIB0023550", "CABINET MEDICAL0023550");
    }

    @Test
    void discovery_document_gives_its_addresses_and_nothing_else() throws Exception {
        String repaired = sample("discovery-mock.json").replace("//localhosts:", "//localhost:");
        PscEndpoints endpoints = PscEndpoints.parse(repaired);
        assertThat(endpoints.authorization()).hasToString("https://wallet.bas.psc.esante.gouv.fr/auth");
        assertThat(endpoints.introspection())
                .hasPath("/auth/realms/esante-wallet/protocol/openid-connect/token/introspect");
    }

    @Test
    void typing_error_in_the_published_document_sends_no_key_over_an_open_wire() throws Exception {
        String mock = sample("discovery-mock.json");
        assertThatThrownBy(() -> PscEndpoints.parse(mock))
                .isInstanceOf(PscSyntaxException.class)
                .hasMessage("discovery: jwks_uri is neither https nor of this machine");
    }

    private static String sample(String name) throws IOException {
        return Files.readString(PublicSamples.path("psc/" + name));
    }
}
