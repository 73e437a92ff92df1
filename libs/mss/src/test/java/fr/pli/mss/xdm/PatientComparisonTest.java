package fr.pli.mss.xdm;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.CdaReader;
import fr.pli.mss.Cdas;
import fr.pli.mss.MessageSubject;
import fr.pli.mss.Requirement;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Documents of one message, gathered. */
@Requirement("ECO.2.1.1")
class PatientComparisonTest {

    private static final PatientTraits LEA = of("", "");
    private static final PatientTraits ZOE = of("Léa", "Zoé");

    private final PatientComparison patients = new PatientComparison();

    @Test
    void no_document_is_of_no_two_patients_and_names_nobody() {
        assertThat(patients.areOne()).isTrue();
        assertThat(patients.areIn(new MessageSubject("CR DURAND Paul 01/01/2000")))
                .isTrue();
    }

    @Test
    void one_document_names_its_patient() {
        patients.add(LEA);
        assertThat(patients.areOne()).isTrue();
        assertThat(patients.areIn(new MessageSubject("CR DUPONT Lea 14/02/1985")))
                .isTrue();
        assertThat(patients.areIn(new MessageSubject("CR DUPONT Zoe 14/02/1985")))
                .isFalse();
    }

    @Test
    void two_documents_of_one_are_of_one_and_a_third_is_not() {
        patients.add(LEA);
        patients.add(LEA);
        assertThat(patients.areOne()).isTrue();
        patients.add(ZOE);
        assertThat(patients.areOne()).isFalse();
    }

    @Test
    void document_without_a_number_is_of_nobody_else() {
        patients.add(of("<id root=\"1.2.250.1.213.1.4.10\" extension=\"285026311399956\"/>", ""));
        assertThat(patients.areOne()).isTrue();
        patients.add(LEA);
        assertThat(patients.areOne()).isFalse();
    }

    @Test
    void thirty_descriptions_of_one_person_are_compared_and_more_are_too_many() {
        for (int i = 0; i < 30; i++) {
            patients.add(of("<patientRole>", "<patientRole><id root=\"1.2." + i + "\" extension=\"1\"/>"));
        }
        assertThat(patients.areOne()).isTrue();
        patients.add(LEA);
        assertThat(patients.areOne()).isFalse();
    }

    @Test
    void patient_whose_document_gives_no_name_is_not_missed_in_a_subject() {
        patients.add(of("<family qualifier=\"BR\">DUPONT</family>", ""));
        assertThat(patients.areIn(new MessageSubject("CR DURAND Paul"))).isTrue();
        assertThat(patients.areIn(new MessageSubject("CR DURAND Paul 01/01/2000")))
                .isFalse();
    }

    @Test
    void first_name_of_the_birth_certificate_counts_before_the_others() {
        PatientTraits mother = of("<given qualifier=\"BR\">Léa</given>", "<given qualifier=\"BR\">Marie</given>");
        assertThat(mother.contradicts(LEA)).isTrue();
        PatientTraits spaced = of("Léa Marie", "  Léa   Marie  ");
        assertThat(spaced.isSameAs(LEA)).isTrue();
    }

    private static PatientTraits of(String from, String to) {
        String cda = new String(Cdas.labelled("1", "CR"), StandardCharsets.UTF_8);
        assertThat(cda).contains(from);
        return PatientTraits.of(CdaReader.read(cda.replace(from, to).getBytes(StandardCharsets.UTF_8))
                .patient());
    }
}
