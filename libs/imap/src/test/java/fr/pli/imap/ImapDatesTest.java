package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImapDatesTest {

    @Test
    void days_have_one_digit_or_two_and_months_any_case() throws Exception {
        assertThat(ImapDates.date("1-feb-2026")).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(ImapDates.date("01-FEB-2026")).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(ImapDates.dateTime(" 1-Feb-2026 12:00:00 +0100")).isEqualTo(Instant.parse("2026-02-01T11:00:00Z"));
    }

    /** The first two were found by fuzzing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "24-Feb-+01000000",
                "24-Feb-+1000000",
                "24-Feb--2026",
                "24-Feb-26",
                "24-Feb-02026",
                "30-Feb-2026",
                "24-Fev-2026",
                ""
            })
    void what_is_no_date(String text) {
        assertThatThrownBy(() -> ImapDates.date(text)).isInstanceOf(ImapSyntaxException.class);
        assertThatThrownBy(() -> ImapDates.dateTime(text + " 12:00:00 +0100")).isInstanceOf(ImapSyntaxException.class);
    }
}
