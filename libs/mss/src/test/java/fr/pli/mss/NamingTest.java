package fr.pli.mss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The naming rules of messages.md section 2, with the published vectors. */
class NamingTest {

    private static final CdaPatient PAUL_VIAL = patient("Vial", "Paul", "19781126");

    @Test
    @Requirement("ECO.2.1.3")
    void published_subjects_are_built() {
        assertThat(MessageSubject.of(List.of("CR d'examens biologiques"), PAUL_VIAL, true))
                .hasToString("XDM/1.0/DDM+CR d'examens biologiques VIAL Paul 26/11/1978");
        assertThat(MessageSubject.of(List.of("a", "b"), PAUL_VIAL, true))
                .hasToString("XDM/1.0/DDM+2 documents VIAL Paul 26/11/1978");
        assertThat(MessageSubject.of(
                        List.of("Lettre de liaison à la sortie d'un établissement de soins"), PAUL_VIAL, true))
                .hasToString("XDM/1.0/DDM+Lettre de liaison a la sortie d'un etabl VIAL Paul 26/11/1978");
    }

    @Test
    void label_keeps_its_accents_when_told_so_but_names_never_do() {
        CdaPatient patient = patient("Lefèvre-Œuvré", "Éloïse", "19781126");
        assertThat(MessageSubject.of(List.of("Synthèse"), patient, false))
                .hasToString("XDM/1.0/DDM+Synthèse LEFEVRE-OEUVRE Eloise 26/11/1978");
    }

    @Test
    void birth_date_is_the_optional_part() {
        MessageSubject subject = MessageSubject.of(List.of("Synthese"), patient("VIAL", "Paul", ""), true);
        assertThat(subject).hasToString("XDM/1.0/DDM+Synthese VIAL Paul");
        assertThat(subject.birthDate()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CR ou fiche de consultation ou de visite, CR ou fiche de consultation ou de visite",
        "CR ou fiche de consultation ou de visites, CR ou fiche de consultation ou de visite",
        "abcdefghijklmnopqrstuvwxyzabcdefghijklm n, abcdefghijklmnopqrstuvwxyzabcdefghijklm"
    })
    void label_is_cut_at_40(String label, String cut) {
        assertThat(MessageSubject.of(List.of(label), PAUL_VIAL, true).text()).isEqualTo(cut + " VIAL Paul 26/11/1978");
    }

    @ParameterizedTest
    @EnumSource
    void every_public_sample_has_a_subject_of_one_line(PublicCda sample) throws IOException {
        CdaHeader cda = CdaReader.read(sample.content());
        MessageSubject subject = MessageSubject.of(List.of(cda.code().label()), cda.patient(), true);
        assertThat(MessageSubject.find(subject.toString())).contains(subject);
        assertThat(subject.birthDate()).isEqualTo(cda.patient().birthTime().date());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "XDM/1.0/DDM+ECHOGRAPHIE VIAL Paul 26/11/1978",
                "XDM/1.0/DDM+ ECHOGRAPHIE VIAL Paul 26/11/1978",
                "Re: XDM/1.0/DDM+ECHOGRAPHIE VIAL Paul 26/11/1978",
                "[KO Intégration système !][902] XDM/1.0/DDM+ECHOGRAPHIE VIAL Paul 26/11/1978"
            })
    @Requirement("ECO.3.1.3")
    void marker_is_found_and_hidden(String field) {
        MessageSubject subject = MessageSubject.find(field).orElseThrow();
        assertThat(subject.text()).isEqualTo("ECHOGRAPHIE VIAL Paul 26/11/1978");
        assertThat(subject.birthDate()).contains(LocalDate.of(1978, 11, 26));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bonjour", "XDM/1.0/DDM+", "XDM/1.0/DDM+  ", "xdm/1.0/ddm+a"})
    void other_subjects_are_none(String field) {
        assertThat(MessageSubject.find(field)).isEmpty();
    }

    @Test
    void no_header_gets_in_through_a_label_or_a_name() {
        assertThat(MessageSubject.of(List.of("a\r\nBcc: x@y.fr"), PAUL_VIAL, true)
                        .toString())
                .doesNotContain("\r")
                .doesNotContain("\n");
        assertThatThrownBy(() -> MessageSubject.of(List.of("a\u0007"), PAUL_VIAL, true))
                .isInstanceOf(MssSyntaxException.class);
        assertThatThrownBy(() -> new MessageSubject("a\r\nBcc: x@y.fr")).isInstanceOf(MssSyntaxException.class);
        assertThatThrownBy(() -> new DisplayName("a\r\nBcc: x@y.fr")).isInstanceOf(MssSyntaxException.class);
    }

    @Test
    @Requirement("ECO.2.1.6")
    void published_pdf_names_are_built() {
        assertThat(PdfName.of(document("CR d'examens biologiques", PAUL_VIAL, "20150802"), "12150302014578"))
                .hasToString("20150802_CR d'examens biologiques_VIAL_Paul_12150302014578.pdf");
        assertThat(PdfName.of(document("CR d'imagerie médicale", patient("CORSE", "FIGATELLIX", ""), "20220531"), ""))
                .hasToString("20220531_CR d'imagerie médicale_CORSE_FIGATELLIX.pdf");
    }

    @Test
    void pdf_name_never_leads_elsewhere() {
        assertThat(PdfName.of(document("../../a\\b:c", patient("/etc", "x", ""), "20220531"), ""))
                .hasToString("20220531_..-..-a-b-c_-ETC_x.pdf");
        assertThatThrownBy(() -> new PdfName("../a.pdf")).isInstanceOf(MssSyntaxException.class);
        assertThatThrownBy(() -> new PdfName("a.exe")).isInstanceOf(MssSyntaxException.class);
    }

    @Test
    @Requirement("ECO.2.2.7")
    void published_display_names_are_built() {
        assertThat(DisplayName.ofPerson("Dr", "Marie", "Martin", "Cabinet Medical"))
                .hasToString("Dr_Marie_MARTIN_Cabinet Medical");
        assertThat(DisplayName.ofPerson("", "Marie", "Martin", "")).hasToString("Marie_MARTIN");
        assertThat(new DisplayName("Hopital C – Biologie")).hasToString("Hopital C – Biologie");
    }

    @Test
    void first_name_and_name_of_a_person_are_mandatory() {
        assertThatThrownBy(() -> DisplayName.ofPerson("Dr", "", "Martin", "")).isInstanceOf(MssSyntaxException.class);
        assertThatThrownBy(() -> DisplayName.ofPerson("Dr", "Marie", " ", "")).isInstanceOf(MssSyntaxException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "20210104092200+0100, 20210104082200",
        "202101040735+0100, 202101040635",
        "20210704092200, 20210704072200", // Paris, summer
        "19790328, 19790328",
        "1979, 1979",
        "20210104092200.123-0330, 20210104125200"
    })
    void moments_become_utc_with_their_precision(String hl7, String dtm) {
        assertThat(new Hl7Time(hl7).toDtm()).isEqualTo(dtm);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "20210230", "20211304", "20210104256000+0100", "202101040922+9900", "+0100"})
    void what_is_no_moment_is_none(String hl7) {
        assertThat(new Hl7Time(hl7).toDtm()).isEmpty();
    }

    private static CdaPatient patient(String nom, String prenom, String birth) {
        return new CdaPatient(List.of(), nom, prenom, prenom, "", "", new Hl7Time(birth), "M", "", List.of());
    }

    private static CdaHeader document(String label, CdaPatient patient, String day) {
        return new CdaHeader(
                List.of(),
                new CdaVersion(CdaId.NONE, CdaId.NONE, 1, CdaId.NONE),
                new Coded("11502-2", "2.16.840.1.113883.6.1", label),
                label,
                Hl7Time.NONE,
                List.of(),
                "fr-FR",
                List.of(patient),
                List.of(),
                CdaPerson.NONE,
                CdaOrganization.NONE,
                new CdaAct(new Hl7Time(day), Hl7Time.NONE, List.of(), Coded.NONE, Coded.NONE, Coded.NONE),
                3,
                "");
    }
}
