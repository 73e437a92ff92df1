package fr.pli.mss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MssAddressTest {

    @ParameterizedTest
    @CsvSource({
        "marie.martin@medecin.mssante.fr, true",
        "labo@a.b.c.d.e.mssante.fr, true",
        "x@interop-mssante.apicrypt.org, true",
        "ans@mssante.fr, false", // of the seed's own samples
        "x@mssante.apicrypt.org, false", // a listed domain
        "x@evil-mssante.fr, false"
    })
    void annuaire_takes_some_of_them(String text, boolean publishable) {
        assertThat(MssAddress.parse(text).isPublishable()).isEqualTo(publishable);
    }

    @Test
    @Requirement("ECO.2.2.6")
    @Requirement("SEED-45")
    void patient_is_written_to_by_the_ins() {
        Ins ins = new Ins(InsOid.NIR_TEST, "279035121518989");
        MssAddress address = MssAddress.ofPatient(ins, MssAddress.PATIENT_DOMAIN);
        assertThat(address).hasToString("279035121518989@patient.mssante.fr");
        assertThat(address.matricule(MssAddress.PATIENT_DOMAIN)).contains("279035121518989");
    }

    @ParameterizedTest
    @CsvSource({
        "185012a00300100@patient.mssante.fr, true",
        "reponse.automatique-test@patient.mssante.fr, false",
        "279035121518989@medecin.mssante.fr, false"
    })
    void only_a_matricule_in_the_domain_of_patients_is_one(String text, boolean patient) {
        assertThat(MssAddress.parse(text).matricule("patient.mssante.fr").isPresent())
                .isEqualTo(patient);
    }

    @ParameterizedTest
    @CsvSource({
        "285026311399956@patient.mssante.fr, ***@patient.mssante.fr",
        "marie@patient.mssante.fr, ***@patient.mssante.fr",
        "28502631139995a@PATIENT.mssante.fr, ***@patient.mssante.fr",
        "285026311399956@ch-a.mssante.fr, ***@ch-a.mssante.fr",
        "285022a11399956@ch-a.mssante.fr, ***@ch-a.mssante.fr",
        "Marie.Martin@ch-a.mssante.fr, Marie.Martin@ch-a.mssante.fr"
    })
    void ins_is_masked_for_logs(String text, String masked) {
        assertThat(MssAddress.parse(text).masked()).isEqualTo(masked);
    }

    @Test
    void case_of_the_local_part_is_kept_but_not_compared() {
        MssAddress address = MssAddress.parse("Marie.Martin@Medecin.MSSANTE.fr");
        assertThat(address).hasToString("Marie.Martin@medecin.mssante.fr");
        assertThat(address).isEqualTo(MssAddress.parse("marie.martin@medecin.mssante.fr"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '\'',
            value = {
                "\"paul.durand\"@ch.fr paul.durand@ch.fr",
                "\"Paul\\.Durand\"@ch.fr paul.durand@ch.fr",
                "\"a+b\"@ch.fr a+b@ch.fr"
            })
    void quotes_that_a_local_part_does_not_need_make_no_other_address(String quoted, String plain) {
        assertThat(MssAddress.parse(quoted)).isEqualTo(MssAddress.parse(plain));
        assertThat(MssAddress.parse(quoted).toString()).doesNotContain("\"");
    }

    @Test
    void parts_may_be_as_long_as_smtp_has_them_and_no_longer() {
        String label = "d".repeat(63);
        assertThat(MssAddress.parse("a".repeat(64) + "@" + label + ".fr")).isNotNull();
        assertThatThrownBy(() -> MssAddress.parse("a".repeat(65) + "@c.fr")).isInstanceOf(MssSyntaxException.class);
        assertThatThrownBy(() -> MssAddress.parse("a@d" + label + ".fr")).isInstanceOf(MssSyntaxException.class);
        String domain = label + "." + label + "." + "e".repeat(58) + ".fr";
        assertThat(MssAddress.parse("a".repeat(64) + "@" + domain).toString()).hasSize(254);
        assertThatThrownBy(() -> MssAddress.parse("a".repeat(64) + "@" + domain.replace(".fr", "e.fr")))
                .isInstanceOf(MssSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"azAZ09!#$%&'*+-/=?^_`{|}~@a.fr", "é.ü\u0080x@a.fr", "a@az09.fr", "a@a-9.fr", "a@é9.fr", "a@z.fr"
            })
    void every_character_that_may_stand_in_an_address_may(String text) {
        String address = text.replace("\u0080", "\u00ff");
        assertThat(MssAddress.parse(address)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u007f@a.fr",
                "a(@a.fr",
                "a:@a.fr",
                "a[@a.fr",
                "a\u0080@a.fr",
                "a\u00a0@a.fr",
                "a@a/.fr",
                "a@a:.fr",
                "a@a{.fr",
                "a@a\u00b7.fr"
            })
    void no_other_character_may(String text) {
        assertThatThrownBy(() -> MssAddress.parse(text)).isInstanceOf(MssSyntaxException.class);
    }

    @Test
    void addresses_that_differ_are_not_equal_and_those_that_are_equal_hash_alike() {
        MssAddress address = MssAddress.parse("Marie@a.fr");
        assertThat(address.key()).isEqualTo("marie@a.fr");
        assertThat(address).isNotEqualTo(MssAddress.parse("maria@a.fr")).isNotEqualTo("marie@a.fr");
        assertThat(address.hashCode())
                .isEqualTo(MssAddress.parse("MARIE@A.fr").hashCode())
                .isNotEqualTo(MssAddress.parse("maria@a.fr").hashCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a@",
                "@b.fr",
                "a b@c.fr",
                "a..b@c.fr",
                ".a@c.fr",
                "a.@c.fr",
                "a@b..fr",
                "a@-b.fr",
                "a@b-.fr",
                "a\r\nb@c.fr",
                "\"a b\"@c.fr",
                "\"a@b\"@c.fr",
                "\"\"@c.fr",
                "\"@c.fr",
                "\"a@c.fr",
                "a\"@c.fr",
                "\"a\"b@c.fr",
                "\"a\".\"b\"@c.fr",
                "\"a\\\"@c.fr",
                "\"a\\\\b\"@c.fr",
                "\"a..b\"@c.fr",
                "\"a\r\n\"@c.fr",
                "a\u202eb@c.fr",
                "a\u200b@c.fr",
                "a@[127.0.0.1]",
                "a@b.fr\u0000",
                "a@b.fr ",
                "a\u2028@b.fr",
                "a@b_c.fr"
            })
    void what_is_no_address_is_refused(String text) {
        assertThatThrownBy(() -> MssAddress.parse(text)).isInstanceOf(MssSyntaxException.class);
    }
}
