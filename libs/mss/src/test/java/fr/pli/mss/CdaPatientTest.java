package fr.pli.mss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a patient is called and written to by, and when the INS counts as qualified. */
class CdaPatientTest {

    private static final String NUMBER = "279035121518989";
    private static final CdaId INS = new CdaId(InsOid.NIR_TEST.oid(), NUMBER);
    private static final CdaId LOCAL = new CdaId("1.2.250.1.999", "4711");

    @Test
    void an_ins_has_one_of_the_oids_and_the_form() {
        assertThat(Ins.of(InsOid.NIR_TEST.oid(), NUMBER)).hasValue(new Ins(InsOid.NIR_TEST, NUMBER));
        assertThat(Ins.of("1.2.250.1.999", NUMBER)).isEmpty();
        for (String wrong : new String[] {"", "x", NUMBER + "0", NUMBER.substring(1), "2790C5121518989"}) {
            assertThat(Ins.of(InsOid.NIR_TEST.oid(), wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void nothing_of_a_patient_is_printed_but_how_long_the_number_is() {
        assertThat(new Ins(InsOid.NIR_TEST, NUMBER).toString())
                .isEqualTo(InsOid.NIR_TEST + " (15 characters)")
                .doesNotContain(NUMBER);
        assertThat(patient(List.of(INS), "DUPONT", "MARIE", "19790315", "F")).hasToString("CdaPatient");
    }

    @ParameterizedTest
    @CsvSource({
        "DUPONT, MARIE, 19790315, F, true",
        "'', MARIE, 19790315, F, false",
        "DUPONT, '', 19790315, F, false",
        "DUPONT, MARIE, '', F, false",
        "DUPONT, MARIE, 1979, F, false",
        "DUPONT, MARIE, 19790315, '', false",
    })
    @Requirement("ECO.2.4.2")
    void an_ins_is_qualified_with_its_four_traits(
            String birthName, String firstName, String birth, String sex, boolean qualified) {
        assertThat(patient(List.of(LOCAL, INS), birthName, firstName, birth, sex)
                        .hasQualifiedIns(InsKeyPolicy.WARNING))
                .isEqualTo(qualified);
        assertThat(patient(List.of(LOCAL), birthName, firstName, birth, sex).hasQualifiedIns(InsKeyPolicy.WARNING))
                .as("without a number")
                .isFalse();
    }

    @Test
    void each_ins_is_told_once_and_the_number_of_the_structure_apart() {
        CdaId other = new CdaId(InsOid.NIA.oid(), "100000000000089");
        CdaPatient patient = patient(List.of(LOCAL, INS, INS, other), "DUPONT", "MARIE", "19790315", "F");
        assertThat(patient.everyIns()).extracting(Ins::number).containsExactly(NUMBER, "100000000000089");
        assertThat(patient.ins()).hasValue(new Ins(InsOid.NIR_TEST, NUMBER));
        assertThat(patient.localId()).isEqualTo(LOCAL);
        assertThat(patient(List.of(INS), "", "", "", "").localId()).isEqualTo(CdaId.NONE);
    }

    @Test
    void first_names_have_an_order() {
        assertThat(named("MARIE", "MANON", "MARIE ANNE").prenom()).isEqualTo("MARIE");
        assertThat(named("", "MANON", "MARIE ANNE").prenom()).isEqualTo("MANON");
        assertThat(named("", "", "MARIE ANNE").prenom()).isEqualTo("MARIE ANNE");
    }

    @Test
    void the_address_of_mon_espace_sante_is_a_mailto_of_its_domain() {
        CdaPatient patient = telecoms(
                "tel:+33123456789",
                "tel:1@patient.mssante.fr",
                "mailto:",
                "mailto:no address",
                "mailto:x@medecin.mssante.fr",
                "MAILTO:" + NUMBER + "@patient.mssante.fr",
                "mailto:other@patient.mssante.fr");
        assertThat(patient.mesAddress(MssAddress.PATIENT_DOMAIN))
                .hasValue(MssAddress.parse(NUMBER + "@patient.mssante.fr"));
        assertThat(telecoms("mailto:x@medecin.mssante.fr").mesAddress(MssAddress.PATIENT_DOMAIN))
                .isEqualTo(Optional.empty());
    }

    private static CdaPatient patient(List<CdaId> ids, String birthName, String firstName, String birth, String sex) {
        return new CdaPatient(ids, birthName, firstName, "", "", "", new Hl7Time(birth), sex, "", new ArrayList<>());
    }

    private static CdaPatient named(String first, String used, String all) {
        return new CdaPatient(List.of(), "", first, all, "", used, Hl7Time.NONE, "", "", List.of());
    }

    private static CdaPatient telecoms(String... telecoms) {
        return new CdaPatient(List.of(), "", "", "", "", "", Hl7Time.NONE, "", "", List.of(telecoms));
    }
}
