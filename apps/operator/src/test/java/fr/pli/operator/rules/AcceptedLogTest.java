package fr.pli.operator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AcceptedLogTest {

    @Test
    void what_may_be_an_ins_in_a_message_id_is_not_shown() {
        assertThat(AcceptedLog.shown("<279035121518989.7@poste>")).isEqualTo("<***.7@poste>");
        assertThat(AcceptedLog.shown("<279032A21518989@poste>")).isEqualTo("<***@poste>");
        assertThat(AcceptedLog.shown("<1796088036000.17@poste>")).isEqualTo("<1796088036000.17@poste>");
    }
}
