package fr.pli.mss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    @ParameterizedTest
    @CsvSource({
        "318751275100020, true", // ANS, in its own certificates
        "335600000000048, true", // La Poste, head office: Luhn holds
        "335600000049837, true", // La Poste, an office: only the sum of the digits is a multiple of 5
        "335600000049838, false",
        "10B0078671, true", // in the liste blanche
        "300000000099622, true", // documented test identifiers
        "300000000077081, true",
        "1120459876, false", // a laboratory in the official CDA samples
        "1ABCDEFGHI, false"
    })
    @Requirement("SEED-15")
    void key_of_a_structure_is_told_and_not_enforced(String value, boolean right) {
        assertThat(new IdNatStruct(value).keyIsRight()).isEqualTo(right);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "499700367909006",
                "112345678",
                "1123456789012",
                "3187512751000",
                "3187512751000200",
                "1a23456789"
            })
    void what_is_no_structure_is_refused(String value) {
        assertThatThrownBy(() -> new IdNatStruct(value)).isInstanceOf(MssSyntaxException.class);
    }

    @Test
    void structure_says_which_number_it_is() {
        assertThat(new IdNatStruct("10B0078671").isFiness()).isTrue();
        assertThat(new IdNatStruct("318751275100020").number()).isEqualTo("18751275100020");
    }

    @ParameterizedTest
    @CsvSource({"899700218896, true", "801234534765, false", "ANS20210107161422, true", "0750000000, true"})
    void key_of_a_professional_is_told_and_not_enforced(String value, boolean right) {
        assertThat(new IdNatPs(value).keyIsRight()).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({
        "279035121518989, 89", "277076322082910, 10", "162018885045327, 27",
        "221042545611404, 83", "223042545611404, 82", "222127505611201, 47",
        "224027511583555, 12", "276059205062865, 83", "123456789012345, 11"
    })
    void key_of_an_ins_is_computed(String number, int key) {
        Ins ins = new Ins(InsOid.NIR_TEST, number);
        assertThat(ins.key()).isEqualTo(key);
        assertThat(ins.keyIsRight()).isEqualTo(number.endsWith("%02d".formatted(key)));
    }

    @Test
    void corsica_counts_as_19_and_18() {
        assertThat(new Ins(InsOid.NIR, "185012A00300100").key()).isEqualTo(97 - (int) (1850119003001L % 97));
        assertThat(new Ins(InsOid.NIR, "185012B00300100").key()).isEqualTo(97 - (int) (1850118003001L % 97));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.2.250.1.213.1.4.2", "1.2.250.1.213.1.4.13", "1.2.3.4.567.8.9.10", "1.2.250.1.213.1.4.100", ""
            })
    void other_oids_are_no_ins(String root) {
        assertThat(Ins.of(root, "279035121518989")).isEmpty();
    }

    @Test
    void ins_prints_nothing_of_itself() {
        assertThat(new Ins(InsOid.NIR, "279035121518989").toString()).doesNotContain("2790");
        assertThatThrownBy(() -> new Ins(InsOid.NIR, "2790351215189X9")).hasMessageNotContaining("2790");
        assertThatThrownBy(() -> MssAddress.parse("279035121518989 @patient.mssante.fr"))
                .hasMessageNotContaining("2790");
    }

    @Test
    void ins_writes_the_patient_identifier_of_metadata() {
        assertThat(new Ins(InsOid.NIR_TEST, "279035121518989").toCx())
                .isEqualTo("279035121518989^^^&1.2.250.1.213.1.4.10&ISO^NH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "é", "x\r\nBcc: y", "x\u0000"})
    void what_is_no_nil_is_refused(String value) {
        assertThatThrownBy(() -> new Nil(value)).isInstanceOf(MssSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<idEditeur/idLogiciel/idVersion>", "DEV935997"})
    void published_nil_is_taken_as_it_is(String value) {
        assertThat(new Nil(value)).hasToString(value);
    }
}
