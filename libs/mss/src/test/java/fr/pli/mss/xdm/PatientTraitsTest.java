package fr.pli.mss.xdm;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.CdaReader;
import fr.pli.mss.Cdas;
import fr.pli.mss.MessageSubject;
import fr.pli.mss.Requirement;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Léa DUPONT, born on 14/02/1985, held against others. */
class PatientTraitsTest {

    private static final String INS = "285026311399956";
    private static final String TEST = "1.2.250.1.213.1.4.10";
    private static final PatientTraits LEA = cda("", "");

    @Test
    @Requirement("ECO.2.1.1")
    void same_number_and_same_traits_are_one_person() {
        assertThat(LEA.isSameAs(cda("", ""))).isTrue();
        assertThat(LEA.contradicts(cda("", ""))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "DUPONT, DURAND",
        "Léa<, Zoé<",
        "19850214, 19850215",
        "19850214, 1984",
        "'administrativeGenderCode code=\"F\"', 'administrativeGenderCode code=\"M\"'",
        INS + ", 279035121518989"
    })
    @Requirement("ECO.2.1.1")
    void number_or_trait_that_differs_is_another_person(String from, String to) {
        PatientTraits other = cda(from, to);
        assertThat(LEA.isSameAs(other)).isFalse();
        assertThat(other.isSameAs(LEA)).isFalse();
        assertThat(LEA.contradicts(other)).isTrue();
        assertThat(other.contradicts(LEA)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "DUPONT, Dupont",
        "DUPONT, DU-PONT",
        "qualifier=\"BR\">Léa, qualifier=\"BR\">LEA",
        "qualifier=\"BR\">Léa, qualifier=\"BR\">Léa Marie",
        "19850214, 198502",
        "19850214, ''",
        "'administrativeGenderCode code=\"F\"', 'administrativeGenderCode code=\"UN\"'",
        "'family qualifier=\"BR\"', family",
        "'<given qualifier=\"BR\">Léa</given>', ''"
    })
    void another_spelling_or_less_of_it_is_no_other_person(String from, String to) {
        assertThat(LEA.isSameAs(cda(from, to))).isTrue();
        assertThat(cda(from, to).isSameAs(LEA)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "JEAN-MARIE, Jean Marie, true",
        "JEAN-MARIE, JEAN MARIE PAUL, true",
        "Jean‑Marie, JEAN-MARIE, true",
        "N'GOLO, NGOLO, true",
        "JEAN, JEAN MARIE, true",
        "JEAN, JEAN-MARIE, false",
        "JEAN, JEANNE, false",
        "MARIE JEAN, JEAN MARIE, false"
    })
    @Requirement("ECO.2.1.1")
    void first_names_are_compared_by_letters_word_by_word(String one, String two, boolean same) {
        PatientTraits first = cda("<given qualifier=\"BR\">Léa", "<given qualifier=\"BR\">" + one);
        PatientTraits second = cda("<given qualifier=\"BR\">Léa", "<given qualifier=\"BR\">" + two);
        assertThat(first.isSameAs(second)).isEqualTo(same);
        assertThat(second.isSameAs(first)).isEqualTo(same);
    }

    @Test
    @Requirement("ECO.2.1.1")
    void absent_numbers_are_never_equal() {
        String id = "<id root=\"" + TEST + "\" extension=\"" + INS + "\"/>";
        PatientTraits without = cda(id, "");
        assertThat(without.isSameAs(without)).isFalse();
        assertThat(without.isSameAs(LEA)).isFalse();
        PatientTraits unknown = cda(id, "<id nullFlavor=\"UNK\"/>");
        assertThat(unknown.isSameAs(unknown)).isFalse();
        PatientTraits rootOnly = cda(id, "<id root=\"1.2.3\" extension=\" \"/>");
        assertThat(rootOnly.isSameAs(rootOnly)).isFalse();
    }

    @Test
    void number_of_a_structure_counts_where_there_is_no_ins() {
        PatientTraits local = id("1.2.3.4", "77");
        assertThat(local.isSameAs(id("1.2.3.4", "77"))).isTrue();
        assertThat(local.contradicts(id("1.2.3.4", "78"))).isTrue();
        assertThat(local.isSameAs(id("1.2.3.5", "77"))).isFalse();
        assertThat(local.contradicts(id("1.2.3.5", "77"))).isFalse();
    }

    @Test
    void ins_goes_before_the_number_of_a_structure() {
        String id = "<id root=\"" + TEST + "\" extension=\"" + INS + "\"/>";
        PatientTraits one = cda(id, id + "<id root=\"1.2.3.4\" extension=\"77\"/>");
        PatientTraits second = cda(id, id + "<id root=\"1.2.3.4\" extension=\"78\"/>");
        PatientTraits other = cda(id, id.replace(INS, "279035121518989") + "<id root=\"1.2.3.4\" extension=\"77\"/>");
        assertThat(one.isSameAs(second)).isTrue();
        assertThat(one.isSameAs(other)).isFalse();
    }

    @Test
    void description_in_the_metadata_is_compared_too() {
        byte[] octets = Cdas.labelled("1", "CR");
        DocumentEntry entry = DocumentEntry.of(CdaReader.read(octets), "A.XML", octets);
        assertThat(PatientTraits.of(entry).isSameAs(LEA)).isTrue();
        assertThat(PatientTraits.of(entry).contradicts(cda("DUPONT", "DURAND"))).isTrue();
        assertThat(PatientTraits.of(entry).contradicts(cda("19850214", "19850215")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CR d'examen DUPONT Lea 14/02/1985",
                "CR d'examen DUPONT Lea",
                "CR d'examen Lea DUPONT 14/02/1985",
                "[Annule et remplace] CR d'examen Dupont Léa Marie 14/02/1985",
                "DUPONT Léa"
            })
    @Requirement("ECO.2.1.3")
    void subject_that_names_the_patient_is_known(String subject) {
        assertThat(LEA.areIn(new MessageSubject(subject))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CR d'examen DURAND Lea 14/02/1985",
                "CR d'examen DUPONT Zoe 14/02/1985",
                "CR d'examen DUPONT Lea 15/02/1985",
                "CR d'examen DUPONT LEA DURAND Zoe 14/02/1985",
                "CR d'examen",
                "CR d'examen 14/02/1985"
            })
    @Requirement("ECO.2.1.3")
    void subject_that_names_somebody_else_is_known_too(String subject) {
        assertThat(LEA.areIn(new MessageSubject(subject))).isFalse();
    }

    @Test
    void nothing_of_the_patient_is_printed() {
        assertThat(LEA.toString()).isEqualTo("PatientTraits");
    }

    private static PatientTraits id(String root, String extension) {
        return PatientTraits.of(
                CdaReader.read(Cdas.withPatientId(root, extension)).patient());
    }

    private static PatientTraits cda(String from, String to) {
        String document = new String(Cdas.labelled("1", "CR d'examen"), StandardCharsets.UTF_8);
        assertThat(document).contains(from);
        return PatientTraits.of(CdaReader.read(document.replace(from, to).getBytes(StandardCharsets.UTF_8))
                .patient());
    }
}
