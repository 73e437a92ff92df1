package fr.pli.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Test
    void each_day_at_a_time_that_is_of_that_place() {
        Schedule daily = new Schedule.Daily(LocalTime.of(6, 30), PARIS);
        assertThat(daily.after(at("2026-07-01T04:29:59Z"))).isEqualTo(at("2026-07-01T04:30:00Z"));
        assertThat(daily.after(at("2026-07-01T04:30:00Z"))).isEqualTo(at("2026-07-02T04:30:00Z"));
        assertThat(daily.after(at("2026-10-24T12:00:00Z")))
                .as("the day on which the clocks are set back")
                .isEqualTo(at("2026-10-25T05:30:00Z"));
    }

    @Test
    void on_the_first_of_each_month() {
        Schedule monthly = new Schedule.Monthly(LocalTime.of(3, 30), PARIS);
        assertThat(monthly.after(at("2026-11-01T02:29:00Z"))).isEqualTo(at("2026-11-01T02:30:00Z"));
        assertThat(monthly.after(at("2026-11-01T02:30:00Z"))).isEqualTo(at("2026-12-01T02:30:00Z"));
        assertThat(monthly.after(at("2026-12-31T23:30:00Z")))
                .as("in Paris it is January already")
                .isEqualTo(at("2027-01-01T02:30:00Z"));
    }

    @Test
    void so_long_after_the_last_time() {
        assertThat(new Schedule.Every(Duration.ofMinutes(5)).after(at("2026-11-01T00:00:00Z")))
                .isEqualTo(at("2026-11-01T00:05:00Z"));
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
