package fr.pli.imap.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31-Dec-9999 23:59:59 +0000",
                "31-Dec-9999 23:59:59 -1800",
                "01-Jan-0000 00:00:00 +1800",
                "01-Jan-0000 00:00:00 +0000",
                "31-Dec-9999 23:59:59 +0100",
                "29-Feb-2024 12:00:00 -0400"
            })
    void what_append_takes_is_told_as_the_same_moment_and_can_be_appended_again(String text) throws Exception {
        Instant moment = ImapDates.dateTime(text);
        String written = ImapDates.written(moment, ZoneId.of("Europe/Paris"));
        assertThat(written).hasSize("31-Dec-9999 23:59:59 +0000".length());
        assertThat(ImapDates.dateTime(written)).isEqualTo(moment);
    }

    @Test
    void dates_are_told_in_the_zone_of_the_operator_wherever_their_year_has_four_digits() {
        ZoneId paris = ZoneId.of("Europe/Paris");
        assertThat(ImapDates.written(Instant.parse("2026-07-01T10:00:00Z"), paris))
                .isEqualTo("01-Jul-2026 12:00:00 +0200");
        assertThat(ImapDates.written(Instant.parse("9999-12-31T22:59:59Z"), paris))
                .isEqualTo("31-Dec-9999 23:59:59 +0100");
        assertThat(ImapDates.written(Instant.parse("9999-12-31T23:00:00Z"), paris))
                .isEqualTo("31-Dec-9999 23:00:00 +0000");
    }
}
