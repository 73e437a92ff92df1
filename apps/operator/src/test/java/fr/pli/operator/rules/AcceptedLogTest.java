package fr.pli.operator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.MssAddress;
import org.junit.jupiter.api.Test;

class AcceptedLogTest {

    @Test
    void the_address_of_a_patient_is_not_shown() {
        assertThat(AcceptedLog.shown(MssAddress.parse("279035121518989@patient.mssante.fr")))
                .isEqualTo("***@patient.mssante.fr");
        assertThat(AcceptedLog.shown(MssAddress.parse("279035121518989@PATIENT.mssante.fr")))
                .doesNotContain("279035121518989");
        assertThat(AcceptedLog.shown(MssAddress.parse("marie.martin@ch-a.mssante.fr")))
                .isEqualTo("marie.martin@ch-a.mssante.fr");
    }

    @Test
    void what_may_be_an_ins_in_a_message_id_is_not_shown() {
        assertThat(AcceptedLog.shown("<279035121518989.7@poste>")).isEqualTo("<***.7@poste>");
        assertThat(AcceptedLog.shown("<279032A21518989@poste>")).isEqualTo("<***@poste>");
        assertThat(AcceptedLog.shown("<1796088036000.17@poste>")).isEqualTo("<1796088036000.17@poste>");
    }
}
