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
