package fr.pli.operator.duties;

import fr.pli.postgres.Duty;
import fr.pli.postgres.Schedule;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** The duties of an operator, by name: what one node does at a time. The liste blanche is fetched by each node for itself: it is held in memory. */
public final class DutyNames {

    /** All of them. */
    public static final List<String> ALL = List.of(
            "sweep",
            "months",
            "indicators",
            "indicators-forget",
            "traces-forget",
            "life",
            "contact-mails",
            "annuaire-compare",
            "annuaire-publish");

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** MSS 14 and MSS 19. Before the day begins: whoever is told of it can act on it. */
    public static final Duty LIFE = daily("life", 6, 30);

    private DutyNames() {}

    static Duty daily(String name, int hour, int minute) {
        return new Duty(name, new Schedule.Daily(LocalTime.of(hour, minute), PARIS));
    }

    static Duty monthly(String name, int hour, int minute, ZoneId zone) {
        return new Duty(name, new Schedule.Monthly(LocalTime.of(hour, minute), zone));
    }

    static Duty every(String name, Duration pause) {
        return new Duty(name, new Schedule.Every(pause));
    }
}
